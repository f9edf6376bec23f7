package clusterresourceset

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	utilyaml "sigs.k8s.io/cluster-api/util/yaml"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

const casesDir = "../../functions/validate-cluster-resource-set/cases"

// outcome is what the real controller makes of a case of validate-cluster-resource-set.
type outcome struct {
	// Status of the condition ResourcesApplied: what people and Argo CD look at.
	condition metav1.ConditionStatus
	// Whether Reconcile answered with an error, which only the controller's log shows.
	fails bool
	// By resource: whether the binding says applied. Resources that are missing there are missing here.
	applied map[string]bool
	// What reached the workload cluster, in order.
	created []string
}

var (
	cniApplied  = map[string]bool{"ConfigMap cni": true}
	cniRefused  = map[string]bool{"ConfigMap cni": false}
	nothing     = map[string]bool{}
	namespace   = []string{"Namespace /kube-flannel"}
	fine        = outcome{condition: metav1.ConditionTrue, applied: cniApplied, created: namespace}
	onlyInLog   = outcome{fails: true, applied: cniRefused}
	falselyTrue = outcome{condition: metav1.ConditionTrue, applied: nothing}
	notApplied  = outcome{condition: metav1.ConditionFalse, fails: true, applied: cniRefused}
)

// expected says of every case what happens, for the set `cni`.
var expected = map[string]outcome{
	// The controller reports success and has applied nothing.
	"missing-config-map": falselyTrue,
	"awaiting-injection": falselyTrue,
	"other-namespace":    falselyTrue,
	"renamed-config-map": falselyTrue,
	"broken-json-array":  {condition: metav1.ConditionTrue, applied: cniApplied},
	"missing-secret":     {condition: metav1.ConditionTrue, applied: cniApplied, created: namespace},
	// The controller says nothing but to its log: no condition at all.
	"short-value":   onlyInLog,
	"broken-yaml":   onlyInLog,
	"readme-key":    onlyInLog,
	"escaped-slash": onlyInLog,
	"no-data":       onlyInLog,
	"no-strategy":   onlyInLog,
	// The condition is False, the reason is in the log.
	"no-namespace": notApplied,
	"list":         notApplied,
	"crd-missing":  notApplied,
	// The config says that the clusters have the kind; these have not, and so the controller waits for it.
	"crd-missing-said-near": notApplied,
	"no-kind":               notApplied,
	"namespace-missing":     notApplied,
	"server-fields":         notApplied,
	"wrong-secret-type":     {condition: metav1.ConditionFalse, fails: true, applied: nothing},
	// Nobody is selected, nothing is said.
	"empty-selector":    {applied: nothing},
	"no-match":          {applied: nothing},
	"cluster-elsewhere": {applied: nothing},
	// All is applied; what is wrong shows later or to people only.
	"key-order":         {condition: metav1.ConditionTrue, applied: cniApplied, created: []string{"Namespace /kube-flannel", "ServiceAccount kube-flannel/flannel"}}, // after a first attempt that fails
	"fighting":          fine,
	"repeated-key":      fine,
	"one-line":          fine,
	"old-version":       fine,
	"reconcile-job":     {condition: metav1.ConditionTrue, applied: cniApplied, created: []string{"Job default/migrate"}},
	"reconcile-webhook": {condition: metav1.ConditionTrue, applied: cniApplied, created: []string{"ValidatingWebhookConfiguration /checks"}},
	// Objects that the controller does not see make no difference to it.
	"awaiting-injection-near":        falselyTrue,
	"awaiting-injection-secret-near": {condition: metav1.ConditionTrue, applied: cniApplied, created: []string{"Secret default/token"}},
	"secret-in-config-map":           {condition: metav1.ConditionTrue, applied: cniApplied, created: []string{"Secret default/token"}},

	// The near misses: everything arrives.
	"missing-config-map-near":   fine,
	"other-namespace-near":      fine,
	"renamed-config-map-near":   {condition: metav1.ConditionTrue, applied: map[string]bool{"ConfigMap cni-5f6h7g8m9b": true}, created: namespace},
	"missing-secret-near":       {condition: metav1.ConditionTrue, applied: cniApplied, created: namespace},
	"wrong-secret-type-near":    {condition: metav1.ConditionTrue, applied: map[string]bool{"ConfigMap cni": true, "Secret git-creds": true}, created: []string{"Namespace /kube-flannel", "Secret kube-flannel/git-creds"}},
	"short-value-near":          fine,
	"broken-yaml-near":          {condition: metav1.ConditionTrue, applied: cniApplied, created: []string{"Namespace /kube-flannel", "ServiceAccount kube-flannel/flannel"}},
	"readme-key-near":           fine,
	"escaped-slash-near":        fine,
	"repeated-key-near":         fine,
	"no-data-near":              fine,
	"broken-json-array-near":    fine,
	"no-strategy-near":          fine,
	"no-namespace-near":         fine,
	"namespace-missing-near":    {condition: metav1.ConditionTrue, applied: cniApplied, created: []string{"ServiceAccount kube-system/flannel"}},
	"list-near":                 {condition: metav1.ConditionTrue, applied: cniApplied, created: []string{"ConfigMap default/allow-list"}},
	"crd-missing-near":          {condition: metav1.ConditionTrue, applied: cniApplied, created: []string{"CustomResourceDefinition /installations.operator.tigera.io", "Installation /default"}},
	"empty-selector-near":       fine,
	"no-match-near":             fine,
	"cluster-elsewhere-near":    fine,
	"fighting-near":             fine,
	"server-fields-near":        fine,
	"key-order-near":            {condition: metav1.ConditionTrue, applied: cniApplied, created: []string{"Namespace /kube-flannel", "ServiceAccount kube-flannel/flannel"}},
	"one-line-near":             fine,
	"old-version-near":          fine,
	"no-kind-near":              fine,
	"reconcile-job-near":        {condition: metav1.ConditionTrue, applied: cniApplied, created: []string{"Job default/migrate"}},
	"reconcile-webhook-near":    {condition: metav1.ConditionTrue, applied: cniApplied, created: []string{"ValidatingWebhookConfiguration /checks"}},
	"secret-in-config-map-near": {condition: metav1.ConditionTrue, applied: cniApplied, created: []string{"SealedSecret default/token"}},
}

// TestCasesOfTheValidator feeds the very files that the validator judges to the real controller.
func TestCasesOfTheValidator(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(casesDir, "*.case"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases in %s: %v", casesDir, err)
	}
	seen := map[string]bool{}
	for _, path := range paths {
		title := strings.TrimSuffix(filepath.Base(path), ".case")
		seen[title] = true
		t.Run(title, func(t *testing.T) {
			want, ok := expected[title]
			if !ok {
				t.Fatalf("nothing is written down about %s: say in lint_test.go what the controller does", title)
			}
			if got := runCase(t, path); !reflect.DeepEqual(got, want) {
				t.Errorf("the controller did\n%+v\nand not\n%+v", got, want)
			}
		})
	}
	for title := range expected {
		if !seen[title] {
			t.Errorf("the case %s is gone", title)
		}
	}
}

func runCase(t *testing.T, path string) outcome {
	t.Helper()
	sets, clusters, others := sorted(t, objectsOfCase(t, path))
	if len(clusters) == 0 {
		clusters = append(clusters, clusterFor(sets[0]))
	}
	w := newWorkload(schema.GroupKind{Group: "bitnami.com", Kind: "SealedSecret"})
	cluster := clusters[0]
	key := client.ObjectKeyFromObject(cluster)
	m := newManagement(t, key, w, append(append(others, clusters...), sets...))
	// The set `cni` is looked at; the others run before it, and once again behind it.
	var result outcome
	for _, set := range append(sets[1:], sets[0]) {
		err := m.reconcile(client.ObjectKeyFromObject(set))
		if set.GetName() == "cni" {
			result.fails = err != nil
			result.condition = m.condition(t, client.ObjectKeyFromObject(set))
		}
	}
	result.applied = map[string]bool{}
	for name, binding := range m.binding(t, key, "cni") {
		result.applied[name] = binding.Applied != nil && *binding.Applied
	}
	result.created = w.created
	return result
}

// objectsOfCase reads the YAML sections of a case file; a missing namespace is filled in as kubectl would.
func objectsOfCase(t *testing.T, path string) []*unstructured.Unstructured {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var objects []*unstructured.Unstructured
	for _, section := range strings.Split("\n"+string(text), "\n-- ")[1:] {
		title, body, _ := strings.Cut(section, " --\n")
		if !strings.HasSuffix(title, ".yaml") {
			continue
		}
		read, err := utilyaml.ToUnstructured([]byte(body + "\n"))
		if err != nil {
			t.Fatalf("%s: %v", title, err)
		}
		for i := range read {
			if read[i].GetNamespace() == "" {
				read[i].SetNamespace("default")
			}
			objects = append(objects, &read[i])
		}
	}
	return objects
}

func sorted(t *testing.T, objects []*unstructured.Unstructured) (sets, clusters, others []*unstructured.Unstructured) {
	t.Helper()
	for _, object := range objects {
		switch object.GetKind() {
		case "ClusterResourceSet":
			sets = append(sets, object)
		case "Cluster":
			clusters = append(clusters, object)
		case "ConfigMap", "Secret":
			others = append(others, object)
		}
	}
	if len(sets) == 0 {
		t.Fatal("no set")
	}
	return sets, clusters, others
}

// clusterFor makes a Cluster that carries the labels of a set.
func clusterFor(set *unstructured.Unstructured) *unstructured.Unstructured {
	labels, _, _ := unstructured.NestedStringMap(set.Object, "spec", "clusterSelector", "matchLabels")
	cluster := &unstructured.Unstructured{}
	cluster.SetAPIVersion("cluster.x-k8s.io/v1beta2")
	cluster.SetKind("Cluster")
	cluster.SetNamespace(set.GetNamespace())
	cluster.SetName("my-ran")
	cluster.SetLabels(labels)
	return cluster
}
