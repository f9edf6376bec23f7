package clusterresourceset

import (
	"context"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	utilyaml "sigs.k8s.io/cluster-api/util/yaml"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

var (
	setKey     = client.ObjectKey{Namespace: "default", Name: "cni"}
	clusterKey = client.ObjectKey{Namespace: "default", Name: "my-ran"}
)

func setup(t *testing.T, strategy, payload string) *management {
	t.Helper()
	set := object(t, `
apiVersion: addons.cluster.x-k8s.io/v1beta2
kind: ClusterResourceSet
metadata: {name: cni, namespace: default}
spec:
  clusterSelector: {matchLabels: {cni: flannel}}
  resources: [{kind: ConfigMap, name: cni}]
`)
	if err := unstructured.SetNestedField(set.Object, strategy, "spec", "strategy"); err != nil {
		t.Fatal(err)
	}
	return newManagement(t, clusterKey, newWorkload(), []*unstructured.Unstructured{clusterFor(set), configMap(payload), set})
}

func configMap(payload string) *unstructured.Unstructured {
	u := &unstructured.Unstructured{Object: map[string]any{"data": map[string]any{"cni.yaml": payload}}}
	u.SetGroupVersionKind(schema.GroupVersionKind{Version: "v1", Kind: "ConfigMap"})
	u.SetName("cni")
	u.SetNamespace("default")
	return u
}

func object(t *testing.T, text string) *unstructured.Unstructured {
	t.Helper()
	objects, err := utilyaml.ToUnstructured([]byte(text))
	if err != nil || len(objects) != 1 {
		t.Fatalf("%d objects: %v", len(objects), err)
	}
	return &objects[0]
}

func (m *management) edit(t *testing.T, payload string) {
	t.Helper()
	found := configMap("")
	if err := m.Get(context.Background(), client.ObjectKeyFromObject(found), found); err != nil {
		t.Fatal(err)
	}
	changed := configMap(payload)
	found.Object["data"] = changed.Object["data"]
	if err := m.Update(context.Background(), found); err != nil {
		t.Fatal(err)
	}
	if err := m.reconcile(setKey); err != nil {
		t.Fatal(err)
	}
}

func (m *management) onWorkload(t *testing.T, like *unstructured.Unstructured) *unstructured.Unstructured {
	t.Helper()
	found := &unstructured.Unstructured{}
	found.SetGroupVersionKind(like.GroupVersionKind())
	if err := m.workload.Get(context.Background(), client.ObjectKeyFromObject(like), found); err != nil {
		t.Fatal(err)
	}
	return found
}

const webhook = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: checks
  labels: {ours: "1"}
webhooks:
- name: checks.example.com
  clientConfig: {service: {name: checks, namespace: default}}
`

const webhookEdited = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: checks
  labels: {ours: "2"}
webhooks:
- name: checks.example.com
  clientConfig: {service: {name: checks, namespace: default}}
`

// theirs writes what others write on a cluster: a label, a finalizer and the caBundle of a webhook.
func theirs(t *testing.T, m *management) {
	t.Helper()
	live := m.onWorkload(t, object(t, webhook))
	labels := live.GetLabels()
	labels["theirs"] = "yes"
	live.SetLabels(labels)
	live.SetFinalizers([]string{"example.com/hold"})
	hooks, _, _ := unstructured.NestedSlice(live.Object, "webhooks")
	if err := unstructured.SetNestedField(hooks[0].(map[string]any), "ZXhhbXBsZQ==", "clientConfig", "caBundle"); err != nil {
		t.Fatal(err)
	}
	if err := unstructured.SetNestedSlice(live.Object, hooks, "webhooks"); err != nil {
		t.Fatal(err)
	}
	if err := m.workload.Update(context.Background(), live); err != nil {
		t.Fatal(err)
	}
}

func bundleOf(live *unstructured.Unstructured) string {
	hooks, _, _ := unstructured.NestedSlice(live.Object, "webhooks")
	bundle, _, _ := unstructured.NestedString(hooks[0].(map[string]any), "clientConfig", "caBundle")
	return bundle
}

// CRS021: an edit of the payload takes out whatever the payload does not say.
func TestReconcileTakesOutWhatOthersWrote(t *testing.T) {
	m := setup(t, "Reconcile", webhook)
	if err := m.reconcile(setKey); err != nil {
		t.Fatal(err)
	}
	theirs(t, m)
	m.edit(t, webhookEdited)
	live := m.onWorkload(t, object(t, webhook))
	if live.GetLabels()["ours"] != "2" || live.GetLabels()["theirs"] != "" || len(live.GetFinalizers()) != 0 || bundleOf(live) != "" {
		t.Errorf("labels %v, finalizers %v, caBundle %q", live.GetLabels(), live.GetFinalizers(), bundleOf(live))
	}
}

// Without an edit nothing is looked at: there is no detection of drift.
func TestReconcileSeesNoDrift(t *testing.T) {
	m := setup(t, "Reconcile", webhook)
	if err := m.reconcile(setKey); err != nil {
		t.Fatal(err)
	}
	theirs(t, m)
	if err := m.reconcile(setKey); err != nil {
		t.Fatal(err)
	}
	if live := m.onWorkload(t, object(t, webhook)); live.GetLabels()["theirs"] != "yes" {
		t.Errorf("labels %v", live.GetLabels())
	}
}

func TestApplyOnceNeverUpdates(t *testing.T) {
	m := setup(t, "ApplyOnce", webhook)
	if err := m.reconcile(setKey); err != nil {
		t.Fatal(err)
	}
	m.edit(t, webhookEdited)
	if live := m.onWorkload(t, object(t, webhook)); live.GetLabels()["ours"] != "1" {
		t.Errorf("labels %v", live.GetLabels())
	}
}

// CRS022: an object that is gone from the payload stays on the cluster, and nothing says so.
func TestNothingIsEverDeleted(t *testing.T) {
	m := setup(t, "Reconcile", webhook+"---\n"+account)
	if err := m.reconcile(setKey); err != nil {
		t.Fatal(err)
	}
	m.edit(t, webhookEdited)
	m.onWorkload(t, object(t, account))
	if got := m.condition(t, setKey); got != metav1.ConditionTrue {
		t.Errorf("condition %q", got)
	}
}

const account = `apiVersion: v1
kind: ServiceAccount
metadata: {name: flannel, namespace: kube-system}
`
