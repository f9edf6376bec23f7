package clusterresourceset

import (
	"context"
	"io"
	"testing"

	"github.com/go-logr/logr"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/klog/v2"
	addonsv1 "sigs.k8s.io/cluster-api/api/addons/v1beta2"
	clusterv1 "sigs.k8s.io/cluster-api/api/core/v1beta2"
	"sigs.k8s.io/cluster-api/controllers/clustercache"
	"sigs.k8s.io/cluster-api/core/reconcilers/clusterresourceset"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
)

func init() {
	ctrl.SetLogger(logr.Discard())
	klog.SetOutput(io.Discard)
}

// management is a management cluster (a fake client) with one workload cluster that the real reconciler serves.
type management struct {
	client.Client
	workload   *workload
	reconciler *clusterresourceset.Reconciler
	// failures counts the attempts that failed: order that is right from the start makes none.
	failures int
}

func newManagement(t *testing.T, cluster client.ObjectKey, w *workload, objects []*unstructured.Unstructured) *management {
	t.Helper()
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{corev1.AddToScheme, clusterv1.AddToScheme, addonsv1.AddToScheme} {
		if err := add(scheme); err != nil {
			t.Fatal(err)
		}
	}
	c := fake.NewClientBuilder().WithScheme(scheme).WithStatusSubresource(&addonsv1.ClusterResourceSet{}, &clusterv1.Cluster{}).Build()
	for _, object := range objects {
		if err := c.Create(context.Background(), typed(t, scheme, object)); err != nil {
			t.Fatalf("%s %s: %v", object.GetKind(), object.GetName(), err)
		}
	}
	return &management{
		Client:     c,
		workload:   w,
		reconciler: &clusterresourceset.Reconciler{Client: c, ClusterCache: clustercache.NewFakeClusterCache(w, cluster)},
	}
}

// typed is the object as the API server stores it: v1beta1 sets become v1beta2 (the fields used here are the same).
func typed(t *testing.T, scheme *runtime.Scheme, object *unstructured.Unstructured) client.Object {
	t.Helper()
	gvk := object.GroupVersionKind()
	if gvk.Group == addonsv1.GroupVersion.Group {
		gvk.Version = addonsv1.GroupVersion.Version
	}
	into, err := scheme.New(gvk)
	if err != nil {
		t.Fatal(err)
	}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(object.Object, into); err != nil {
		t.Fatalf("%s %s: %v", object.GetKind(), object.GetName(), err)
	}
	// What the API server does with a Secret that is written with stringData.
	if secret, ok := into.(*corev1.Secret); ok {
		for key, value := range secret.StringData {
			if secret.Data == nil {
				secret.Data = map[string][]byte{}
			}
			secret.Data[key] = []byte(value)
		}
		secret.StringData = nil
	}
	typedObject := into.(client.Object)
	typedObject.GetObjectKind().SetGroupVersionKind(gvk)
	return typedObject
}

// reconcile runs the controller until it is content or has failed several times; it answers with the last error.
func (m *management) reconcile(set client.ObjectKey) error {
	var err error
	for range 6 {
		if _, err = m.reconciler.Reconcile(context.Background(), ctrl.Request{NamespacedName: set}); err != nil {
			m.failures++
		}
	}
	return err
}

// condition is the status of ResourcesApplied, empty when the controller never set it.
func (m *management) condition(t *testing.T, key client.ObjectKey) metav1.ConditionStatus {
	t.Helper()
	set := &addonsv1.ClusterResourceSet{}
	if err := m.Get(context.Background(), key, set); err != nil {
		t.Fatal(err)
	}
	for _, condition := range set.GetConditions() {
		if condition.Type == addonsv1.ClusterResourceSetResourcesAppliedCondition {
			return condition.Status
		}
	}
	return ""
}

// binding is what the binding of the cluster says about the resources of a set, by kind and name.
func (m *management) binding(t *testing.T, cluster client.ObjectKey, set string) map[string]addonsv1.ResourceBinding {
	t.Helper()
	found := map[string]addonsv1.ResourceBinding{}
	binding := &addonsv1.ClusterResourceSetBinding{}
	if err := m.Get(context.Background(), cluster, binding); client.IgnoreNotFound(err) != nil {
		t.Fatal(err)
	}
	for _, one := range binding.Spec.Bindings {
		if one.ClusterResourceSetName != set {
			continue
		}
		for _, resource := range one.Resources {
			found[resource.Kind+" "+resource.Name] = resource
		}
	}
	return found
}
