package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// readSettings is what .NET's configuration makes of JSON files and, above them, the environment: a nested key is
// `A:B` in its words, and `A__B` in the environment.
func readSettings(folder, secrets string) (map[string]string, error) {
	settings := map[string]string{}
	files, _ := filepath.Glob(filepath.Join(folder, "*.json"))
	for _, file := range append(files, secrets) {
		var tree any
		if text, err := os.ReadFile(file); err != nil {
			return nil, err
		} else if err := json.Unmarshal(text, &tree); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		flatten("", tree, settings)
	}
	for _, entry := range os.Environ() {
		name, value, _ := strings.Cut(entry, "=")
		settings[strings.ReplaceAll(name, "__", ":")] = value
	}
	return settings, nil
}

func flatten(prefix string, tree any, into map[string]string) {
	branch, ok := tree.(map[string]any)
	if !ok {
		into[strings.TrimPrefix(prefix, ":")] = fmt.Sprint(tree)
	}
	for key, value := range branch {
		flatten(prefix+":"+key, value, into)
	}
}

// A key and its value, which may stand in double quotes, in which a quote is written twice.
var pair = regexp.MustCompile(`\s*([^=;]+)=(?:"((?:[^"]|"")*)"|([^;]*))`)

// postgresOptions turns an ADO.NET connection string into the driver's form.
func postgresOptions(connection string) string {
	names := map[string]string{"server": "host", "port": "port", "database": "dbname", "user id": "user", "password": "password"}
	options := "sslmode=disable connect_timeout=5"
	escape := strings.NewReplacer(`\`, `\\`, `'`, `\'`)
	for _, found := range pair.FindAllStringSubmatch(connection, -1) {
		if name := names[strings.ToLower(found[1])]; name != "" {
			options += fmt.Sprintf(" %s='%s'", name, escape.Replace(strings.ReplaceAll(found[2], `""`, `"`)+found[3]))
		}
	}
	return options
}
