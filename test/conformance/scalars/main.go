// Command scalars answers, for the conformance test beside it, how the Go parsers read texts and how kpt prints values.
// It reads one JSON request from standard input and writes one JSON answer.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"time"

	yaml3 "go.yaml.in/yaml/v3"
	"sigs.k8s.io/kustomize/kyaml/kio"
	kyaml "sigs.k8s.io/kustomize/kyaml/yaml"
	sigs "sigs.k8s.io/yaml"
)

// request: Documents are read by every parser, Values are printed.
type request struct {
	Documents []string `json:"documents"`
	Values    []*value `json:"values"`
}

// value is exactly one of a map, a list, a string, an integer, a float, a bool or null.
type value struct {
	Map    *[]entry `json:"map"`
	List   *[]value `json:"list"`
	String *string  `json:"string"`
	Int    *string  `json:"int"`
	Float  *float64 `json:"float"`
	Bool   *bool    `json:"bool"`
}

type entry struct {
	Key   string `json:"key"`
	Value value  `json:"value"`
}

// reading: a JSON text, or the error. Kind is the Go type that go-yaml v3 chose for the first item of a list.
type reading struct {
	JSON  string `json:"json"`
	Kind  string `json:"kind"`
	Error string `json:"error"`
}

type answer struct {
	Kubernetes []reading `json:"kubernetes"`
	Kyaml      []reading `json:"kyaml"`
	// Compact, Wide: printed from plain values. FromStrings: as Compact, with every string made by NewStringRNode.
	Compact     []string `json:"compact"`
	Wide        []string `json:"wide"`
	Flow        []string `json:"flow"`
	FromStrings []string `json:"fromStrings"`
	JSON        []string `json:"json"`
}

func main() {
	var asked request
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var out answer
	for _, document := range asked.Documents {
		out.Kubernetes = append(out.Kubernetes, readKubernetes(document))
		out.Kyaml = append(out.Kyaml, readKyaml(document))
	}
	for _, v := range asked.Values {
		out.Compact = append(out.Compact, write(node(*v, false)))
		out.Wide = append(out.Wide, writeWide(node(*v, false)))
		out.Flow = append(out.Flow, writeFlow(node(*v, false)))
		out.FromStrings = append(out.FromStrings, write(node(*v, true)))
		out.JSON = append(out.JSON, writeJSON(node(*v, false)))
	}
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func readKubernetes(document string) reading {
	text, err := sigs.YAMLToJSON([]byte(document))
	if err != nil {
		return reading{Error: err.Error()}
	}
	return reading{JSON: string(text)}
}

func readKyaml(document string) reading {
	var v interface{}
	if err := yaml3.Unmarshal([]byte(document), &v); err != nil {
		return reading{Error: err.Error()}
	}
	kind := ""
	if list, ok := v.([]interface{}); ok && len(list) > 0 {
		kind = fmt.Sprintf("%T", list[0])
		// A date is text to kpt, which never decodes it.
		if t, ok := list[0].(time.Time); ok {
			list[0] = t.Format(time.RFC3339Nano)
		}
	}
	text, err := json.Marshal(v)
	if err != nil {
		return reading{Kind: kind, Error: err.Error()}
	}
	return reading{JSON: string(text), Kind: kind}
}

// node builds a tree as kyaml does from a map: every scalar is marshalled and parsed. With asStrings every string is
// made by NewStringRNode, as a function would make it.
func node(v value, asStrings bool) *kyaml.Node {
	switch {
	case v.Map != nil:
		n := &kyaml.Node{Kind: kyaml.MappingNode}
		for _, e := range *v.Map {
			n.Content = append(n.Content, scalar(e.Key, asStrings), node(e.Value, asStrings))
		}
		return n
	case v.List != nil:
		n := &kyaml.Node{Kind: kyaml.SequenceNode}
		for _, item := range *v.List {
			n.Content = append(n.Content, node(item, asStrings))
		}
		return n
	case v.String != nil:
		return scalar(*v.String, asStrings)
	case v.Int != nil:
		if i, err := strconv.ParseInt(*v.Int, 10, 64); err == nil {
			return scalar(i, false)
		}
		return &kyaml.Node{Kind: kyaml.ScalarNode, Tag: "!!int", Value: *v.Int}
	case v.Float != nil:
		return scalar(*v.Float, false)
	case v.Bool != nil:
		return scalar(*v.Bool, false)
	default:
		return scalar(nil, false)
	}
}

func scalar(v interface{}, asString bool) *kyaml.Node {
	if s, ok := v.(string); ok && asString {
		return kyaml.NewStringRNode(s).YNode()
	}
	n := &kyaml.Node{}
	if err := n.Encode(v); err != nil {
		return &kyaml.Node{Kind: kyaml.ScalarNode, Tag: "!!str", Value: "cannot encode: " + err.Error()}
	}
	return n
}

func write(n *kyaml.Node) string {
	var out bytes.Buffer
	if err := (kio.ByteWriter{Writer: &out}).Write([]*kyaml.RNode{kyaml.NewRNode(n)}); err != nil {
		return "error: " + err.Error()
	}
	return out.String()
}

func writeWide(n *kyaml.Node) string {
	text, err := kyaml.MarshalWithOptions(n, &kyaml.EncoderOptions{SeqIndent: kyaml.WideSequenceStyle})
	if err != nil {
		return "error: " + err.Error()
	}
	return string(text)
}

func writeFlow(n *kyaml.Node) string {
	n.Style = kyaml.FlowStyle
	return writeWide(n)
}

// writeJSON writes what ByteWriter writes to a path that ends in .json.
func writeJSON(n *kyaml.Node) string {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(kyaml.NewRNode(n)); err != nil {
		return "error: " + err.Error()
	}
	return out.String()
}
