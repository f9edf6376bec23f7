// The libraries that functions of the catalog are made of, called as these functions call them: ResourceLists in, as a JSON
// list of their texts, and answers out. The functions themselves cannot be built: the module proxy does not have them.
package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"strings"

	"sigs.k8s.io/kustomize/api/filters/annotations"
	"sigs.k8s.io/kustomize/api/filters/imagetag"
	"sigs.k8s.io/kustomize/api/filters/labels"
	"sigs.k8s.io/kustomize/api/filters/nameref"
	"sigs.k8s.io/kustomize/api/filters/prefix"
	"sigs.k8s.io/kustomize/api/filters/suffix"
	"sigs.k8s.io/kustomize/api/hasher"
	"sigs.k8s.io/kustomize/api/konfig/builtinpluginconsts"
	"sigs.k8s.io/kustomize/api/resmap"
	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/kio"
	"sigs.k8s.io/kustomize/kyaml/resid"
	kyaml "sigs.k8s.io/kustomize/kyaml/yaml"
	"sigs.k8s.io/yaml"
)

type function func(config *kyaml.RNode, items []*kyaml.RNode) ([]*kyaml.RNode, error)

var functions = map[string]function{
	"set-annotations": func(config *kyaml.RNode, items []*kyaml.RNode) ([]*kyaml.RNode, error) {
		entries, specs, err := entriesOf(config, "annotations", "commonannotations", "commonAnnotations", "additionalAnnotationFields")
		if err != nil {
			return nil, err
		}
		return onResources(items, annotations.Filter{Annotations: entries, FsSlice: specs})
	},
	"set-labels": func(config *kyaml.RNode, items []*kyaml.RNode) ([]*kyaml.RNode, error) {
		entries, specs, err := entriesOf(config, "labels", "commonlabels", "commonLabels", "additionalLabelFields")
		if err != nil {
			return nil, err
		}
		return onResources(items, labels.Filter{Labels: entries, FsSlice: specs})
	},
	"set-image":             setImage,
	"ensure-name-substring": ensureNameSubstring,
}

// An answer to one list: what was written, or why nothing was.
type answer struct {
	Output string `json:"output"`
	Error  string `json:"error"`
}

func main() {
	if os.Args[1] == "name-references" {
		if err := json.NewEncoder(os.Stdout).Encode(nameReferences()); err != nil {
			panic(err)
		}
		return
	}
	var lists []string
	if err := json.NewDecoder(os.Stdin).Decode(&lists); err != nil {
		panic(err)
	}
	answers := make([]answer, len(lists))
	for i, list := range lists {
		var output bytes.Buffer
		if err := run(functions[os.Args[1]], strings.NewReader(list), &output); err != nil {
			answers[i].Error = err.Error()
		} else {
			answers[i].Output = output.String()
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}

func run(fn function, in io.Reader, out io.Writer) error {
	list := &kio.ByteReadWriter{Reader: in, Writer: out, OmitReaderAnnotations: true, KeepReaderAnnotations: true}
	items, err := list.Read()
	if err != nil {
		return err
	}
	if items, err = fn(list.FunctionConfig, items); err != nil {
		return err
	}
	return list.Write(items)
}

func isConfigMap(config *kyaml.RNode) bool {
	meta, err := config.GetMeta()
	return err == nil && meta.APIVersion == "v1" && meta.Kind == "ConfigMap"
}

// decode reads the whole config as the functions do: through JSON.
func decode(config *kyaml.RNode, into interface{}) error {
	text, err := config.String()
	if err != nil {
		return err
	}
	return yaml.Unmarshal([]byte(text), into)
}

// defaultSpecs are kustomize's own for `name`, which lie below `key`.
func defaultSpecs(name, key string) (types.FsSlice, error) {
	specs := map[string]types.FsSlice{}
	err := yaml.Unmarshal([]byte(builtinpluginconsts.GetDefaultFieldSpecsAsMap()[name]), &specs)
	return specs[key], err
}

// entriesOf gives what is to be set, and where: the places of the config first, kustomize's behind them.
func entriesOf(config *kyaml.RNode, entries, defaults, key, additional string) (map[string]string, types.FsSlice, error) {
	specs, err := defaultSpecs(defaults, key)
	if err != nil || isConfigMap(config) {
		return config.GetDataMap(), specs, err
	}
	var whole map[string]interface{}
	if err := decode(config, &whole); err != nil {
		return nil, nil, err
	}
	var typed struct {
		Entries map[string]string
		Specs   types.FsSlice
	}
	given := whole[additional]
	if given == nil {
		given = whole["fieldSpecs"]
	}
	text, err := yaml.Marshal(map[string]interface{}{"Entries": whole[entries], "Specs": given})
	if err == nil {
		err = yaml.Unmarshal(text, &typed)
	}
	return typed.Entries, append(typed.Specs, specs...), err
}

func resourcesOf(items []*kyaml.RNode) (resmap.ResMap, error) {
	factory := resource.NewFactory(&hasher.Hasher{})
	factory.IncludeLocalConfigs = true
	return resmap.NewFactory(factory).NewResMapFromRNodeSlice(items)
}

func onResources(items []*kyaml.RNode, filter kio.Filter) ([]*kyaml.RNode, error) {
	resources, err := resourcesOf(items)
	if err != nil {
		return nil, err
	}
	for _, each := range resources.Resources() {
		if err := each.ApplyFilter(filter); err != nil {
			return nil, err
		}
	}
	return resources.ToRNodeSlice(), nil
}

func setImage(config *kyaml.RNode, items []*kyaml.RNode) ([]*kyaml.RNode, error) {
	var given struct {
		Data                  types.Image   `json:"data"`
		Image                 types.Image   `json:"image"`
		AdditionalImageFields types.FsSlice `json:"additionalImageFields"`
	}
	if err := decode(config, &given); err != nil {
		return nil, err
	}
	specs, err := defaultSpecs("images", "images")
	if err != nil {
		return nil, err
	}
	filter := imagetag.Filter{ImageTag: given.Image, FsSlice: append(given.AdditionalImageFields, specs...)}
	if isConfigMap(config) {
		filter = imagetag.Filter{ImageTag: given.Data, FsSlice: specs}
	}
	return filter.Filter(items)
}

// nameReference says which fields name a resource of the inlined kind.
type nameReference struct {
	resid.Gvk `json:",inline"`
	Fields    types.FsSlice `json:"fieldSpecs"`
}

var references []nameReference

func nameReferences() []nameReference {
	if references != nil {
		return references
	}
	var table struct {
		NameReference []nameReference `json:"nameReference"`
	}
	if err := yaml.Unmarshal([]byte(builtinpluginconsts.GetDefaultFieldSpecsAsMap()["namereference"]), &table); err != nil {
		panic(err)
	}
	references = table.NameReference
	return references
}

func ensureNameSubstring(config *kyaml.RNode, items []*kyaml.RNode) ([]*kyaml.RNode, error) {
	resources, err := resourcesOf(items)
	if err != nil {
		return nil, err
	}
	data := config.GetDataMap()
	for _, each := range resources.Resources() {
		kind := each.GetKind()
		if kind == "CustomResourceDefinition" || kind == "Namespace" || each.GetGvk().Group == "apiregistration.k8s.io" && kind == "APIService" {
			continue
		}
		for mode, substring := range data {
			if strings.Contains(each.GetName(), substring) {
				continue
			}
			spec := types.FieldSpec{Path: "metadata/name"}
			each.StorePreviousId()
			var filter kio.Filter = &prefix.Filter{Prefix: substring, FieldSpec: spec}
			if mode == "append" {
				each.AddNameSuffix(substring)
				filter = &suffix.Filter{Suffix: substring, FieldSpec: spec}
			} else {
				each.AddNamePrefix(substring)
			}
			if err := each.ApplyFilter(filter); err != nil {
				return nil, err
			}
		}
	}
	if err := followNames(resources); err != nil {
		return nil, err
	}
	resources.RemoveBuildAnnotations()
	return resources.ToRNodeSlice(), nil
}

func followNames(resources resmap.ResMap) error {
	for _, referrer := range resources.Resources() {
		candidates, err := resources.SubsetThatCouldBeReferencedByResource(referrer)
		if err != nil {
			return err
		}
		for _, reference := range nameReferences() {
			for i := range reference.Fields {
				if !referrer.OrgId().IsSelected(&reference.Fields[i].Gvk) {
					continue
				}
				filter := nameref.Filter{Referrer: referrer, NameFieldToUpdate: reference.Fields[i], ReferralTarget: reference.Gvk, ReferralCandidates: candidates}
				if err := referrer.ApplyFilter(filter); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
