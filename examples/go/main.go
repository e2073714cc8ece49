// A Khotin client: ingest articles, search them, follow what comes. README.md beside this file says
// what it needs.
package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/code"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	khotin "khotin.dev/api/khotin/v1"
)

const (
	exitRefused     = 1
	exitUsage       = 2
	exitFailed      = 3
	exitInterrupted = 130
)

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func show(fields ...string) { fmt.Println(strings.Join(fields, "\t")) }

// The name of an enum's value without the enum's own name in front.
func label(value fmt.Stringer, prefix string) string {
	return strings.TrimPrefix(value.String(), prefix)
}

// Each file is a document, and so is each line of a .jsonl file.
func documentsOf(paths []string) ([]Document, error) {
	var documents []Document
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		if !strings.HasSuffix(path, ".jsonl") {
			documents = append(documents, Document{path, content})
			continue
		}
		for i, line := range bytes.Split(content, []byte("\n")) {
			if len(bytes.TrimSpace(line)) > 0 {
				documents = append(documents, Document{fmt.Sprintf("%s#%d", path, i+1), line})
			}
		}
	}
	return documents, nil
}

// The snippet with «» around its highlights, whose offsets are bytes of UTF-8.
func highlighted(snippet *khotin.Snippet) string {
	var marked strings.Builder
	text, done := snippet.GetText(), int32(0)
	for _, span := range snippet.GetHighlights() {
		marked.WriteString(text[done:span.Begin] + "«" + text[span.Begin:span.End] + "»")
		done = span.End
	}
	return marked.String() + text[done:]
}

// Whether a refusal is the store's trouble, not the document's: send it again later.
func ofStore(result *khotin.IngestResult) bool {
	said := codes.Code(result.GetError().GetCode())
	return (said == codes.Unavailable || said == codes.ResourceExhausted) &&
		result.GetQuarantine() == ""
}

func runIngest(ctx context.Context, client *Client, o *options) (int, error) {
	documents, err := documentsOf(o.arguments)
	if err != nil {
		return exitFailed, err
	}
	revision, exit := int64(0), 0
	err = client.Ingest(ctx, documents, func(result *khotin.IngestResult) {
		said := result.GetArticle()
		if result.GetError() != nil {
			said = oneLine(result.GetError().GetMessage())
			if ofStore(result) {
				exit = exitFailed
			} else if exit == 0 {
				exit = exitRefused
			}
		}
		show(label(result.GetVerdict(), "VERDICT_"), result.GetInput(), said)
		if result.GetRevision() > revision {
			revision = result.GetRevision()
		}
	})
	if err != nil {
		return exitFailed, err
	}
	show("revision", strconv.FormatInt(revision, 10))
	return exit, nil
}

func runSearch(ctx context.Context, client *Client, o *options) (int, error) {
	request := &khotin.SearchRequest{
		Query:       strings.Join(o.arguments, " "),
		PageSize:    int32(o.pageSize),
		MinRevision: o.minRevision,
	}
	shown := 0
	return 0, client.SearchPages(ctx, request, func(page *khotin.SearchResponse) bool {
		if request.PageToken == "" {
			show("total", strconv.FormatInt(page.GetTotalSize(), 10),
				label(page.GetTotalRelation(), "TOTAL_RELATION_"))
		}
		for _, result := range page.GetResults() {
			show(result.GetArticle().GetName(), oneLine(result.GetArticle().GetTitle()),
				oneLine(highlighted(result.GetSnippet())))
			if shown++; shown == o.limit {
				return false
			}
		}
		return true
	})
}

func runGet(ctx context.Context, client *Client, o *options) (int, error) {
	article, err := client.Get(ctx, strings.Join(o.arguments, " "))
	if err != nil {
		return exitFailed, err
	}
	show(article.GetTitle())
	for _, block := range article.GetBody() {
		show("\n" + block.GetText())
	}
	return 0, nil
}

// Where to begin: -after, else what -state remembers, else (nil) with what comes.
func positionOf(o *options) (*int64, error) {
	if o.after >= 0 {
		return &o.after, nil
	}
	text, err := os.ReadFile(o.state)
	if o.state == "" || os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	position, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
	return &position, err
}

// Replaces the file as a whole: a crash leaves the old position or the new one.
func remember(path string, revision int64) error {
	if err := os.WriteFile(path+".new", []byte(fmt.Sprintln(revision)), 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

func runWatch(ctx context.Context, client *Client, o *options) (int, error) {
	position, err := positionOf(o)
	if err != nil {
		return exitFailed, err
	}
	request := &khotin.WatchRequest{
		AfterRevision: position, Query: strings.Join(o.arguments, " ")}
	silence := time.Duration(o.silence * float64(time.Second))
	shown := 0
	var failed error
	err = client.Watch(ctx, request, silence, func(response *khotin.WatchResponse) bool {
		for _, event := range response.GetEvents() {
			show(label(event.GetKind(), "WATCH_EVENT_KIND_"), event.GetArticle().GetName(),
				oneLine(event.GetArticle().GetTitle()))
			shown++
		}
		if o.state != "" && response.GetRevision() != request.GetAfterRevision() {
			failed = remember(o.state, response.GetRevision())
		}
		return failed == nil && (o.limit == 0 || shown < o.limit)
	})
	if err == nil {
		err = failed
	}
	return 0, err
}

var commands = map[string]func(context.Context, *Client, *options) (int, error){
	"ingest": runIngest, "search": runSearch, "get": runGet, "watch": runWatch,
}

func tell(server string, err error, note string) {
	if said, ok := status.FromError(err); ok {
		fmt.Fprintf(os.Stderr, "%s: %s: %s%s\n", server, code.Code(said.Code()), said.Message(), note)
	} else {
		fmt.Fprintln(os.Stderr, err)
	}
}

func run() int {
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		fmt.Fprint(os.Stderr, usage)
		return exitUsage
	}
	o, err := parseOptions(os.Args[1], os.Args[2:])
	if err != nil {
		return exitUsage
	}
	connection, err := connect(o)
	if err != nil {
		tell(o.server, err, "")
		return exitFailed
	}
	defer connection.Close()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	timeout := time.Duration(o.timeout * float64(time.Second))
	client := NewClient(connection, timeout, func(err error, note string) {
		tell(o.server, err, "; "+note)
	})
	exit, err := commands[os.Args[1]](ctx, client, o)
	if err != nil && ctx.Err() != nil {
		return exitInterrupted
	}
	if err != nil {
		tell(o.server, err, "")
		return exitFailed
	}
	return exit
}

func main() {
	rand.Seed(time.Now().UnixNano())
	os.Exit(run())
}
