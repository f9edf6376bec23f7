package clusterresourceset

import (
	"context"
	"errors"
	"fmt"
	"strings"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/managedfields"
	"k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
	"sigs.k8s.io/controller-runtime/pkg/client/interceptor"
)

// workload is a cluster that gets objects: a fake client behind the answers that a real one's REST mapping gives. It
// knows the built-in kinds and those of the CRDs created so far, and wants a namespace that exists where there must be one.
type workload struct {
	client.Client
	clusterScoped map[schema.GroupKind]bool
	custom        map[schema.GroupKind]bool
	namespaces    map[string]bool
	// created lists what was created, in order, as `kind namespace/name`.
	created []string
}

// Cluster-scoped built-in kinds that occur in the inputs, written down here and not taken from the code under test.
var builtinClusterScoped = []schema.GroupKind{
	{Kind: "Namespace"}, {Kind: "Node"}, {Kind: "PersistentVolume"},
	{Group: "admissionregistration.k8s.io", Kind: "MutatingWebhookConfiguration"},
	{Group: "admissionregistration.k8s.io", Kind: "ValidatingWebhookConfiguration"},
	{Group: "apiextensions.k8s.io", Kind: "CustomResourceDefinition"},
	{Group: "apiregistration.k8s.io", Kind: "APIService"},
	{Group: "networking.k8s.io", Kind: "IngressClass"},
	{Group: "rbac.authorization.k8s.io", Kind: "ClusterRole"},
	{Group: "rbac.authorization.k8s.io", Kind: "ClusterRoleBinding"},
	{Group: "scheduling.k8s.io", Kind: "PriorityClass"},
	{Group: "storage.k8s.io", Kind: "CSIDriver"},
	{Group: "storage.k8s.io", Kind: "StorageClass"},
}

func newWorkload(known ...schema.GroupKind) *workload {
	w := &workload{
		clusterScoped: map[schema.GroupKind]bool{},
		custom:        map[schema.GroupKind]bool{},
		namespaces:    map[string]bool{"default": true, "kube-node-lease": true, "kube-public": true, "kube-system": true},
	}
	for _, kind := range builtinClusterScoped {
		w.clusterScoped[kind] = true
	}
	for _, kind := range known {
		w.custom[kind] = true
	}
	// An empty scheme: every object stays what the payload says, no typed defaults come in between.
	inner := fake.NewClientBuilder().WithScheme(runtime.NewScheme()).WithTypeConverters(managedfields.NewDeducedTypeConverter()).Build()
	w.Client = interceptor.NewClient(inner, interceptor.Funcs{Create: w.create, Get: w.get})
	return w
}

func (w *workload) mapped(obj client.Object) error {
	gvk := obj.GetObjectKind().GroupVersionKind()
	isBuiltin := scheme.Scheme.Recognizes(gvk) && !strings.HasSuffix(gvk.Kind, "List")
	isExtension := gvk.Group == "apiextensions.k8s.io" || gvk.Group == "apiregistration.k8s.io"
	if isBuiltin || isExtension || w.custom[gvk.GroupKind()] {
		return nil
	}
	return &meta.NoKindMatchError{GroupKind: gvk.GroupKind(), SearchedVersions: []string{gvk.Version}}
}

func (w *workload) get(ctx context.Context, inner client.WithWatch, key client.ObjectKey, obj client.Object, opts ...client.GetOption) error {
	if err := w.mapped(obj); err != nil {
		return err
	}
	return inner.Get(ctx, key, obj, opts...)
}

func (w *workload) create(ctx context.Context, inner client.WithWatch, obj client.Object, opts ...client.CreateOption) error {
	if err := w.mapped(obj); err != nil {
		return err
	}
	gvk := obj.GetObjectKind().GroupVersionKind()
	if obj.GetNamespace() == "" && !w.clusterScoped[gvk.GroupKind()] {
		return errors.New("an empty namespace may not be set during creation")
	}
	if namespace := obj.GetNamespace(); namespace != "" && !w.clusterScoped[gvk.GroupKind()] && !w.namespaces[namespace] {
		return apierrors.NewNotFound(schema.GroupResource{Resource: "namespaces"}, namespace)
	}
	if err := inner.Create(ctx, obj, opts...); err != nil {
		return err
	}
	if gvk.Kind == "Namespace" {
		w.namespaces[obj.GetName()] = true
	}
	w.created = append(w.created, fmt.Sprintf("%s %s/%s", gvk.Kind, obj.GetNamespace(), obj.GetName()))
	if gvk.Kind == "CustomResourceDefinition" {
		w.learn(obj.(*unstructured.Unstructured))
	}
	return nil
}

// learn makes the kind of a CRD known at once, as a single API server does.
func (w *workload) learn(crd *unstructured.Unstructured) {
	group, _, _ := unstructured.NestedString(crd.Object, "spec", "group")
	kind, _, _ := unstructured.NestedString(crd.Object, "spec", "names", "kind")
	scope, _, _ := unstructured.NestedString(crd.Object, "spec", "scope")
	w.custom[schema.GroupKind{Group: group, Kind: kind}] = true
	w.clusterScoped[schema.GroupKind{Group: group, Kind: kind}] = scope == "Cluster"
}
