// Command edits is a KRM function for the conformance test beside it: it makes the edits that its functionConfig lists as
// Go functions make them, with kyaml, and leaves it to kpt where and how they are written.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/kio"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// edit names one object by its path and index annotations, a place in it by keys and list indexes, and what to do there.
type edit struct {
	File  string            `json:"file"`
	Index string            `json:"index"`
	Op    string            `json:"op"`
	Path  []json.RawMessage `json:"path"`
	Value json.RawMessage   `json:"value"`
}

func main() {
	rw := &kio.ByteReadWriter{Reader: os.Stdin, Writer: os.Stdout, KeepReaderAnnotations: true}
	filter := kio.FilterFunc(func(items []*yaml.RNode) ([]*yaml.RNode, error) {
		var edits []edit
		if err := json.Unmarshal([]byte(rw.FunctionConfig.GetDataMap()["edits"]), &edits); err != nil {
			return nil, err
		}
		for _, e := range edits {
			var err error
			if items, err = apply(items, e); err != nil {
				return nil, fmt.Errorf("%s %s %s: %w", e.Op, e.File, e.Path, err)
			}
		}
		return items, nil
	})
	if err := (kio.Pipeline{Inputs: []kio.Reader{rw}, Filters: []kio.Filter{filter}, Outputs: []kio.Writer{rw}}).Execute(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func apply(items []*yaml.RNode, e edit) ([]*yaml.RNode, error) {
	if e.Op == "add" {
		value, err := node(e.Value)
		if err != nil {
			return nil, err
		}
		return append(items, yaml.NewRNode(value)), nil
	}
	for i, item := range items {
		annotations := item.GetAnnotations()
		if annotations["internal.config.kubernetes.io/path"] != e.File || annotations["internal.config.kubernetes.io/index"] != e.Index {
			continue
		}
		if e.Op == "delete" {
			return append(items[:i:i], items[i+1:]...), nil
		}
		return items, change(item, e)
	}
	return nil, fmt.Errorf("no such item")
}

func change(item *yaml.RNode, e edit) error {
	at := item.YNode()
	last := len(e.Path) - 1
	for _, step := range e.Path[:last] {
		var err error
		if at, err = child(at, step); err != nil {
			return err
		}
	}
	if at.Kind == yaml.SequenceNode {
		return changeList(at, e, e.Path[last])
	}
	var key string
	if err := json.Unmarshal(e.Path[last], &key); err != nil {
		return err
	}
	if e.Op == "remove" {
		return yaml.NewRNode(at).PipeE(yaml.Clear(key))
	}
	value, err := node(e.Value)
	if err != nil {
		return err
	}
	if old, err := child(at, e.Path[last]); err == nil {
		replace(old, value)
		return nil
	}
	// Not kyaml's SetField: it writes the key 5 without quotes, which makes a number of it.
	name, err := scalar(key)
	at.Content = append(at.Content, name, value)
	return err
}

func changeList(list *yaml.Node, e edit, step json.RawMessage) error {
	var index int
	if err := json.Unmarshal(step, &index); err != nil {
		return err
	}
	if e.Op == "remove" {
		list.Content = append(list.Content[:index:index], list.Content[index+1:]...)
		return nil
	}
	value, err := node(e.Value)
	if err != nil {
		return err
	}
	if e.Op == "insert" {
		list.Content = append(list.Content[:index:index], append([]*yaml.Node{value}, list.Content[index:]...)...)
		return nil
	}
	replace(list.Content[index], value)
	return nil
}

// replace keeps the style of a string for a string (quotes for an empty one) and brackets for what had brackets. Not kyaml's SetField: it gives every value the
// style of the old one, which makes a string of a number in the place of a quoted text, and a bool of the string yes.
func replace(old *yaml.Node, value *yaml.Node) {
	kept := yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle
	if value.Tag == yaml.NodeTagString && value.Value != "" && old.Style&kept != 0 {
		value.Style = old.Style
		if old.Style&yaml.SingleQuotedStyle != 0 && strings.Contains(value.Value, "\n") {
			value.Style = yaml.DoubleQuotedStyle
		}
	}
	if value.Kind == old.Kind && old.Style&yaml.FlowStyle != 0 {
		value.Style = yaml.FlowStyle
	}
	value.HeadComment, value.LineComment, value.FootComment = old.HeadComment, old.LineComment, old.FootComment
	*old = *value
}

func child(at *yaml.Node, step json.RawMessage) (*yaml.Node, error) {
	if at.Kind == yaml.SequenceNode {
		var index int
		if err := json.Unmarshal(step, &index); err != nil {
			return nil, err
		}
		return at.Content[index], nil
	}
	var key string
	if err := json.Unmarshal(step, &key); err != nil {
		return nil, err
	}
	for i := 0; i+1 < len(at.Content); i += 2 {
		if at.Content[i].Value == key {
			return at.Content[i+1], nil
		}
	}
	return nil, fmt.Errorf("no key %s", key)
}

// node makes a new value of JSON as a function makes one: keys in their order, every scalar marshalled and parsed.
func node(value json.RawMessage) (*yaml.Node, error) {
	decoder := json.NewDecoder(bytes.NewReader(value))
	decoder.UseNumber()
	return build(decoder)
}

func build(decoder *json.Decoder) (*yaml.Node, error) {
	token, err := decoder.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case json.Delim:
		result := &yaml.Node{Kind: yaml.MappingNode, Tag: yaml.NodeTagMap}
		if t == '[' {
			result = &yaml.Node{Kind: yaml.SequenceNode, Tag: yaml.NodeTagSeq}
		}
		for decoder.More() {
			child, err := build(decoder)
			if err != nil {
				return nil, err
			}
			result.Content = append(result.Content, child)
		}
		_, err := decoder.Token()
		return result, err
	case json.Number:
		if i, err := t.Int64(); err == nil {
			return scalar(i)
		}
		f, err := t.Float64()
		if err != nil {
			return nil, err
		}
		return scalar(f)
	default:
		return scalar(t)
	}
}

func scalar(value interface{}) (*yaml.Node, error) {
	text, err := yaml.Marshal(value)
	if err != nil {
		return nil, err
	}
	parsed, err := yaml.Parse(string(text))
	if err != nil {
		return nil, err
	}
	return parsed.YNode(), nil
}
