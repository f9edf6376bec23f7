// search-replace of the catalog has no library but kyaml: what its steps come to there, at the version of the tag, and by Go's
// regular expressions. ResourceLists in, as a JSON list of their texts, and answers out.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/kio"
	kyaml "sigs.k8s.io/kustomize/kyaml/yaml"
)

// An answer to one list: what was written, or why nothing was.
type answer struct {
	Output string `json:"output"`
	Error  string `json:"error"`
}

func main() {
	var lists []string
	if err := json.NewDecoder(os.Stdin).Decode(&lists); err != nil {
		panic(err)
	}
	answers := make([]answer, len(lists))
	for i, list := range lists {
		var output bytes.Buffer
		if err := run(strings.NewReader(list), &output); err != nil {
			answers[i].Error = err.Error()
		} else {
			answers[i].Output = output.String()
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}

func run(in io.Reader, out io.Writer) error {
	list := &kio.ByteReadWriter{Reader: in, Writer: out, OmitReaderAnnotations: true, KeepReaderAnnotations: true}
	items, err := list.Read()
	if err != nil {
		return err
	}
	if items, err = searchReplace(list.FunctionConfig, items); err != nil {
		return err
	}
	return list.Write(items)
}

// Paths are matched as regular expressions; comments and files are left out.
func searchReplace(config *kyaml.RNode, items []*kyaml.RNode) ([]*kyaml.RNode, error) {
	data := config.GetDataMap()
	path, value := data["by-path"], data["put-value"]
	var expression *regexp.Regexp
	if text := data["by-value-regex"]; text != "" {
		compiled, err := regexp.Compile(text)
		if err != nil {
			return nil, err
		}
		expression = compiled
	}
	steps := strings.Split(path, ".")
	isPut := path != "" && !strings.ContainsAny(path, "*[") && data["by-value"] == "" && expression == nil && value != ""
	search := search{path: pathPattern(path), byPath: path != "", byValue: data["by-value"], expression: expression, value: value}
	for _, item := range items {
		if !isPut {
			if err := search.walk(item, ""); err != nil {
				return nil, err
			}
			continue
		}
		holder, err := item.Pipe(kyaml.LookupCreate(kyaml.MappingNode, steps[:len(steps)-1]...))
		if err != nil {
			return nil, err
		}
		scalar := kyaml.NewScalarRNode(value)
		scalar.YNode().Tag = kyaml.NodeTagEmpty
		if err := holder.PipeE(kyaml.SetField(steps[len(steps)-1], scalar)); err != nil {
			return nil, err
		}
	}
	return items, nil
}

type search struct {
	path           *regexp.Regexp
	byPath         bool
	byValue, value string
	expression     *regexp.Regexp
}

// pathPattern says with one expression what `*`, `**` and `[*]` mean in a path.
func pathPattern(path string) *regexp.Regexp {
	var pattern strings.Builder
	for _, element := range strings.Split(path, ".") {
		switch {
		case element == "**":
			pattern.WriteString(`(?:\.[^.]*)*`)
		default:
			quoted := regexp.QuoteMeta(element)
			quoted = strings.ReplaceAll(quoted, `\[\*\]`, `\[\d+\]`)
			pattern.WriteString(`\.` + strings.ReplaceAll(quoted, `\*`, `[^.]*`))
		}
	}
	return regexp.MustCompile("^" + pattern.String() + "$")
}

func (s search) walk(node *kyaml.RNode, path string) error {
	switch node.YNode().Kind {
	case kyaml.MappingNode:
		return node.VisitFields(func(field *kyaml.MapNode) error {
			return s.walk(field.Value, path+"."+field.Key.YNode().Value)
		})
	case kyaml.SequenceNode:
		elements, err := node.Elements()
		for i := range elements {
			if err == nil {
				err = s.walk(elements[i], fmt.Sprintf("%s[%d]", path, i))
			}
		}
		return err
	case kyaml.ScalarNode:
		return s.replace(node.YNode(), path)
	}
	return nil
}

func (s search) replace(node *kyaml.Node, path string) error {
	fitsPath := s.byPath && s.path.MatchString(path)
	fitsValue := s.byValue != "" && s.byValue == node.Value || s.expression != nil && s.expression.MatchString(node.Value)
	byValue := s.byValue != "" || s.expression != nil
	if s.value == "" || byValue && !fitsValue || s.byPath && !fitsPath || !byValue && !s.byPath {
		return nil
	}
	text := s.value
	if s.expression != nil {
		for i, group := range s.expression.FindStringSubmatch(node.Value)[1:] {
			text = strings.ReplaceAll(text, fmt.Sprintf("${%d}", i+1), group)
		}
		if regexp.MustCompile(`\$\{\d+\}`).MatchString(text) {
			return fmt.Errorf("unable to resolve capture groups")
		}
	}
	node.Value, node.Tag = text, kyaml.NodeTagEmpty
	return nil
}
