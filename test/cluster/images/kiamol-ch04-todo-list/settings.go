package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// settings are values by their keys, in which a nested key is `A:B`.
type settings map[string]string

// readSettings is what .NET's configuration makes of JSON files, which may be missing, and, above them, the environment, in
// which a nested key is `A__B`.
func readSettings(folder, secrets string) (settings, error) {
	found := settings{}
	files, _ := filepath.Glob(filepath.Join(folder, "*.json"))
	for _, file := range append(files, secrets) {
		var tree any
		text, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, err
		} else if err := json.Unmarshal(text, &tree); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		flatten("", tree, found)
	}
	for _, entry := range os.Environ() {
		name, value, _ := strings.Cut(entry, "=")
		found[strings.ReplaceAll(name, "__", ":")] = value
	}
	return found, nil
}

func (s settings) isTrue(key string) bool {
	return strings.EqualFold(s[key], "true")
}

// public are those that have sections, without the passwords.
func (s settings) public() settings {
	found := settings{}
	for key, value := range s {
		if strings.Contains(key, ":") && !strings.HasPrefix(key, "ConnectionStrings:") {
			found[key] = value
		}
	}
	return found
}

func flatten(prefix string, tree any, into settings) {
	branch, ok := tree.(map[string]any)
	if !ok {
		into[strings.TrimPrefix(prefix, ":")] = fmt.Sprint(tree)
	}
	for key, value := range branch {
		flatten(prefix+":"+key, value, into)
	}
}
