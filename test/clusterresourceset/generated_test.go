package clusterresourceset

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	addonsv1 "sigs.k8s.io/cluster-api/api/addons/v1beta2"
	utilyaml "sigs.k8s.io/cluster-api/util/yaml"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// Sizes that the API server checks: values of a ConfigMap, and all annotations of an object.
const (
	maxConfigMap   = 1 << 20
	maxAnnotations = 256 << 10
	lastApplied    = "kubectl.kubernetes.io/last-applied-configuration"
	hashAnnotation = "krm-fleet.dev/content-sha256"
	setAnnotation  = "krm-fleet.dev/cluster-resource-set"
)

// TestGeneratedSets feeds what generate-cluster-resource-set made of real manifests to the real controller. Every folder
// of KRM_FLEET_SETS holds `input/*.yaml`, as they were, and `package/*.yaml`, what the management cluster would get.
// `strips` lists the CRDs whose descriptions were dropped on request, `server-side` the ConfigMaps that need server-side apply.
func TestGeneratedSets(t *testing.T) {
	root := os.Getenv("KRM_FLEET_SETS")
	if root == "" {
		t.Skip("KRM_FLEET_SETS names no folder: test/conformance/clusterresourceset.test.ts makes one and runs this test")
	}
	folders, err := os.ReadDir(root)
	if err != nil || len(folders) == 0 {
		t.Fatalf("%s: %v", root, err)
	}
	for _, folder := range folders {
		t.Run(folder.Name(), func(t *testing.T) { checkFolder(t, filepath.Join(root, folder.Name())) })
	}
}

func checkFolder(t *testing.T, folder string) {
	inputs := inputObjects(t, filepath.Join(folder, "input"))
	sets, clusters, others := sorted(t, yamlObjects(t, filepath.Join(folder, "package")))
	w := newWorkload()
	key := client.ObjectKeyFromObject(clusters[0])
	m := newManagement(t, key, w, append(append(others, clusters...), sets...))
	for _, set := range sets {
		if err := m.reconcile(client.ObjectKeyFromObject(set)); err != nil {
			t.Fatalf("%s: %v", set.GetName(), err)
		}
		if got := m.condition(t, client.ObjectKeyFromObject(set)); got != metav1.ConditionTrue {
			t.Errorf("%s: condition %q", set.GetName(), got)
		}
		checkBinding(t, m, key, set.GetName())
	}
	if m.failures > 0 {
		t.Errorf("%d attempts failed before all was applied: the order is wrong", m.failures)
	}
	for _, object := range others {
		if object.GetKind() == "Secret" {
			continue
		}
		checkSizes(t, object, lines(t, filepath.Join(folder, "server-side")))
	}
	checkObjects(t, m, inputs, lines(t, filepath.Join(folder, "strips")))
	t.Logf("%d objects in %d ConfigMaps of %d sets", len(inputs), len(others), len(sets))
}

// checkBinding wants every resource of the set applied, under the hash that its ConfigMap announces.
func checkBinding(t *testing.T, m *management, cluster client.ObjectKey, name string) {
	t.Helper()
	set := &addonsv1.ClusterResourceSet{}
	if err := m.Get(context.Background(), client.ObjectKey{Namespace: cluster.Namespace, Name: name}, set); err != nil {
		t.Fatal(err)
	}
	binding := m.binding(t, cluster, name)
	if len(binding) != len(set.Spec.Resources) {
		t.Errorf("%s has %d resources, the binding %d", name, len(set.Spec.Resources), len(binding))
	}
	for _, reference := range set.Spec.Resources {
		bound := binding[reference.Kind+" "+reference.Name]
		// A Secret is made by somebody else, so nothing announces its hash.
		if reference.Kind == "Secret" {
			if bound.Applied == nil || !*bound.Applied {
				t.Errorf("%s: %+v", reference.Name, bound)
			}
			continue
		}
		configMap := &corev1.ConfigMap{}
		if err := m.Get(context.Background(), client.ObjectKey{Namespace: cluster.Namespace, Name: reference.Name}, configMap); err != nil {
			t.Fatal(err)
		}
		if bound.Applied == nil || !*bound.Applied || bound.Hash != configMap.Annotations[hashAnnotation] {
			t.Errorf("%s: %+v, announced %s", reference.Name, bound, configMap.Annotations[hashAnnotation])
		}
	}
}

// checkSizes measures as the API server does, and as kubectl: the whole object as JSON in one annotation.
func checkSizes(t *testing.T, object *unstructured.Unstructured, serverSide map[string]bool) {
	t.Helper()
	data, _, _ := unstructured.NestedStringMap(object.Object, "data")
	values := 0
	for _, value := range data {
		values += len(value)
	}
	if len(data) != 1 || values > maxConfigMap {
		t.Errorf("%s: %d keys, %d bytes", object.GetName(), len(data), values)
	}
	// runtime.Encode of the unstructured scheme: encoding/json, a line break behind it.
	applied, err := object.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	annotations := len(lastApplied) + len(applied)
	for key, value := range object.GetAnnotations() {
		annotations += len(key) + len(value)
	}
	if isOver := annotations > 250_000; isOver != serverSide[object.GetName()] {
		t.Errorf("%s: %d bytes in annotations under kubectl apply, announced as too large: %v", object.GetName(), annotations, serverSide[object.GetName()])
	}
	if !serverSide[object.GetName()] && annotations > maxAnnotations {
		t.Errorf("%s: %d bytes in annotations", object.GetName(), annotations)
	}
}

// checkObjects wants on the workload cluster what went in: no object more, none less, none changed.
func checkObjects(t *testing.T, m *management, inputs []*unstructured.Unstructured, stripped map[string]bool) {
	t.Helper()
	want := map[string]bool{}
	for _, input := range inputs {
		gvk := input.GroupVersionKind()
		want[gvk.Kind+" "+input.GetNamespace()+"/"+input.GetName()] = true
		live := m.onWorkload(t, input)
		live.SetResourceVersion("")
		normalise(live)
		normalise(input)
		if stripped[input.GetName()] {
			dropDescriptions(input.Object)
		}
		if asJSON(t, live) != asJSON(t, input) {
			t.Errorf("%s %s is not what went in", gvk.Kind, input.GetName())
		}
	}
	for _, name := range m.workload.created {
		if !want[name] {
			t.Errorf("%s did not go in", name)
		}
	}
	if len(m.workload.created) != len(want) {
		t.Errorf("created %d objects, went in %d", len(m.workload.created), len(want))
	}
}

// asJSON is an object with its keys sorted, and with numbers as an API server gives them out.
func asJSON(t *testing.T, object *unstructured.Unstructured) string {
	t.Helper()
	text, err := json.Marshal(object.Object)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// normalise takes out what never travels: status, and what tools wrote into metadata.
func normalise(object *unstructured.Unstructured) {
	delete(object.Object, "status")
	unstructured.RemoveNestedField(object.Object, "metadata", "creationTimestamp")
	annotations := object.GetAnnotations()
	for key := range annotations {
		if strings.HasPrefix(key, "internal.kpt.dev/") || strings.HasPrefix(key, "config.kubernetes.io/") || key == setAnnotation {
			delete(annotations, key)
		}
	}
	unstructured.RemoveNestedField(object.Object, "metadata", "annotations")
	if len(annotations) > 0 {
		object.SetAnnotations(annotations)
	}
}

// dropDescriptions takes the texts called description out of the schemas of a CRD; a property of that name is a map and stays.
func dropDescriptions(crd map[string]any) {
	versions, _, _ := unstructured.NestedSlice(crd, "spec", "versions")
	for _, version := range versions {
		schema, found, _ := unstructured.NestedMap(version.(map[string]any), "schema", "openAPIV3Schema")
		if found {
			dropIn(schema)
			_ = unstructured.SetNestedMap(version.(map[string]any), schema, "schema", "openAPIV3Schema")
		}
	}
	_ = unstructured.SetNestedSlice(crd, versions, "spec", "versions")
}

func dropIn(value any) {
	switch value := value.(type) {
	case map[string]any:
		if _, isText := value["description"].(string); isText {
			delete(value, "description")
		}
		for _, child := range value {
			dropIn(child)
		}
	case []any:
		for _, child := range value {
			dropIn(child)
		}
	}
}

func inputObjects(t *testing.T, folder string) []*unstructured.Unstructured {
	t.Helper()
	var flat []*unstructured.Unstructured
	for _, object := range yamlObjects(t, folder) {
		if !object.IsList() {
			flat = append(flat, object)
			continue
		}
		if err := object.EachListItem(func(item runtime.Object) error {
			flat = append(flat, item.(*unstructured.Unstructured))
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	return flat
}

func yamlObjects(t *testing.T, folder string) []*unstructured.Unstructured {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: %v", folder, err)
	}
	var objects []*unstructured.Unstructured
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		read, err := utilyaml.ToUnstructured(text)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for i := range read {
			objects = append(objects, &read[i])
		}
	}
	return objects
}

// lines reads a file of names; a file that is not there has none.
func lines(t *testing.T, path string) map[string]bool {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, line := range strings.Fields(string(text)) {
		names[line] = true
	}
	return names
}
