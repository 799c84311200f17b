// Command ToDoList imitates the to-do list's web application: pages over a table in Postgres, or in a file.
package main

import (
	"html/template"
	"log"
	"net/http"
	"os"
)

var page = template.Must(template.New("").Parse(`<link rel="stylesheet" href="/css/site.css"><h1>To-do list</h1>
{{if eq .Path "/list"}}<ul>{{range .Items}}<li>{{.}}</li>{{end}}</ul>
{{else if eq .Path "/config"}}<dl>{{range $key, $value := .Settings}}<dt>{{$key}}</dt><dd>{{$value}}</dd>{{end}}</dl>
{{else if eq .Path "/"}}<p>{{len .Items}} items</p><a href="/new">New</a> <a href="/list">List</a>
{{else if .ReadOnly}}<p>No items can be added: the database is read-only.</p>
{{else}}<form method="post"><input name="ToDoItem.Item"><button>Go</button></form>{{end}}`))

// The pages, by the names of their categories in the log.
var models = map[string]string{
	"/":       "ToDoList.Pages.IndexModel",
	"/list":   "ToDoList.Pages.ListModel",
	"/new":    "ToDoList.Pages.NewModel",
	"/config": "ToDoList.Pages.ConfigModel",
}

const settingsFolder, secrets = "/app/config", "/app/secrets/secrets.json"

type view struct {
	Path     string
	Items    []string
	ReadOnly bool
	Settings map[string]string
}

func main() {
	settings, err := readSettings(settingsFolder, secrets)
	if err != nil {
		log.Fatal(err)
	}
	items, err := openItems(settings["Database:Provider"], settings["ConnectionStrings:ToDoDb"])
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/css/site.css", func(response http.ResponseWriter, _ *http.Request) {
		response.Header().Set("Content-Type", "text/css")
		_, _ = response.Write([]byte("h1 { color: steelblue; }\n"))
	})
	http.HandleFunc("/", func(response http.ResponseWriter, request *http.Request) {
		// Read anew each time, so that files that change are seen.
		settings, err := readSettings(settingsFolder, secrets)
		if err == nil {
			err = serve(response, request, items, settings)
		}
		if err != nil {
			log.Print(err)
			http.Error(response, "An error occurred while processing your request.", http.StatusInternalServerError)
		}
	})
	log.Fatal(http.ListenAndServe(":80", nil))
}

func serve(response http.ResponseWriter, request *http.Request, items *items, settings settings) error {
	path, readOnly := request.URL.Path, settings.isTrue("Database:ReadOnly")
	model, known := models[path]
	logger := logger{settings, model, os.Stdout}
	if path == "/config" && !settings.isTrue("ConfigController:Enabled") {
		logger.log("Warning", "Attempt to view config settings")
		known = false
	}
	if !known {
		http.NotFound(response, request)
		return nil
	}
	logger.log("Debug", "%s %s called", request.Method, path)
	shown := view{Path: path, ReadOnly: readOnly}
	if path == "/config" {
		shown.Settings = settings.public()
	} else {
		if request.Method == http.MethodPost && path == "/new" && !readOnly {
			if err := items.add(request.FormValue("ToDoItem.Item")); err != nil {
				return err
			}
		}
		var err error
		if shown.Items, err = items.all(readOnly); err != nil {
			return err
		}
		logger.log("Debug", "Fetched count: %d from service", len(shown.Items))
	}
	response.Header().Set("Content-Type", "text/html; charset=utf-8")
	return page.Execute(response, shown)
}
