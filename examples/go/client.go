package main

import (
	"context"
	"math/rand"
	"strconv"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/status"

	khotin "khotin.dev/api/khotin/v1"
)

const (
	maxMessageBytes = 40 << 20
	batchDocuments  = 100
	batchBytes      = 8 << 20
)

// Client is to be copied from: one connection, calls that survive a restart of the server. Every
// method here may be repeated without harm.
type Client struct {
	articles khotin.ArticleServiceClient
	ingest   khotin.IngestServiceClient
	search   khotin.SearchServiceClient
	watch    khotin.WatchServiceClient

	// Of one call, all its attempts together.
	timeout time.Duration
	// Is told of each error that the client goes on after, and how.
	onRetry func(err error, note string)
}

// Connect opens a channel to "host:port", in plain text where credentials are nil. It connects on
// the first call.
func Connect(address, serviceConfig string, creds credentials.TransportCredentials) (
	*grpc.ClientConn, error) {
	security := grpc.WithInsecure()
	if creds != nil {
		security = grpc.WithTransportCredentials(creds)
	}
	// Connects again within seconds when the server is back; the default waits up to 2 minutes.
	reconnect := backoff.Config{
		BaseDelay: 200 * time.Millisecond, Multiplier: 1.6, Jitter: 0.2, MaxDelay: 5 * time.Second,
	}
	return grpc.Dial(address, security,
		grpc.WithDefaultServiceConfig(serviceConfig),
		grpc.WithDefaultCallOptions(
			grpc.MaxCallRecvMsgSize(maxMessageBytes), grpc.MaxCallSendMsgSize(maxMessageBytes)),
		grpc.WithConnectParams(grpc.ConnectParams{
			Backoff: reconnect, MinConnectTimeout: 5 * time.Second}),
		grpc.WithNoProxy())
}

// NewClient calls over `connection`, which stays the caller's.
func NewClient(connection grpc.ClientConnInterface, timeout time.Duration,
	onRetry func(err error, note string)) *Client {
	return &Client{
		articles: khotin.NewArticleServiceClient(connection),
		ingest:   khotin.NewIngestServiceClient(connection),
		search:   khotin.NewSearchServiceClient(connection),
		watch:    khotin.NewWatchServiceClient(connection),
		timeout:  timeout,
		onRetry:  onRetry,
	}
}

// Pauses that double up to a limit, each between half and all of it by chance.
type pauses struct {
	next time.Duration
}

const (
	firstPause = 200 * time.Millisecond
	mostPause  = 10 * time.Second
)

func (p *pauses) reset() { p.next = 0 }

func (p *pauses) pause() time.Duration {
	if p.next == 0 {
		p.next = firstPause
	}
	pause := p.next/2 + time.Duration(rand.Int63n(int64(p.next/2)))
	if p.next *= 2; p.next > mostPause {
		p.next = mostPause
	}
	return pause
}

// Time that the server asks to wait (google.rpc.RetryInfo).
func retryDelay(err error) (time.Duration, bool) {
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.RetryInfo); ok {
			return info.GetRetryDelay().AsDuration(), true
		}
	}
	return 0, false
}

// Time until the call may be repeated; false for an error that stays. RESOURCE_EXHAUSTED passes only
// when the server says when: a message that is too large stays so.
func pauseAfter(err error, p *pauses, retryable ...codes.Code) (time.Duration, bool) {
	code := status.Code(err)
	told, ok := retryDelay(err)
	if code == codes.ResourceExhausted && ok {
		return told + p.pause(), true
	}
	for _, each := range retryable {
		if code == each {
			return told + p.pause(), true
		}
	}
	return 0, false
}

// Returns after the pause, or with the error of `ctx` as soon as that is done.
func wait(ctx context.Context, pause time.Duration) error {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Does a call within the timeout for all attempts together. gRPC repeats calls as the service config
// says. What is left for here are outages that are longer than that, and pauses that the server asks
// for.
func (c *Client) call(ctx context.Context, do func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	deadline, _ := ctx.Deadline()
	var p pauses
	var outage error
	for {
		err := do(ctx)
		if err == nil {
			return nil
		}
		if status.Code(err) == codes.DeadlineExceeded && outage != nil {
			// What kept the server from answering in time says more than that it did not.
			return outage
		}
		pause, ok := pauseAfter(err, &p, codes.Unavailable)
		if !ok || time.Until(deadline) <= pause {
			return err
		}
		outage = err
		c.onRetry(err, "trying again")
		if err := wait(ctx, pause); err != nil {
			return err
		}
	}
}

// Document is one article as it was scraped.
type Document struct {
	Input   string
	Content []byte
}

// Ingest sends documents and hands over one result for each, in their order.
func (c *Client) Ingest(ctx context.Context, documents []Document,
	take func(*khotin.IngestResult)) error {
	for len(documents) > 0 {
		count := batchLength(documents)
		request := &khotin.IngestBatchRequest{}
		for i, document := range documents[:count] {
			raw := &khotin.RawDocument{Input: document.Input, Content: document.Content}
			request.Documents = append(request.Documents, &khotin.IngestDocument{
				RequestId: strconv.Itoa(i), Payload: &khotin.IngestDocument_Raw{Raw: raw}})
		}
		documents = documents[count:]
		var response *khotin.IngestBatchResponse
		err := c.call(ctx, func(ctx context.Context) (err error) {
			response, err = c.ingest.IngestBatch(ctx, request)
			return err
		})
		if err != nil {
			return err
		}
		for _, result := range response.GetResults() {
			take(result)
		}
	}
	return nil
}

// How many of the documents stay below the limits of one call (1,000 documents, 40 MiB).
func batchLength(documents []Document) int {
	size := 0
	for i, document := range documents {
		size += len(document.Content)
		if i > 0 && (i == batchDocuments || size > batchBytes) {
			return i
		}
	}
	return len(documents)
}

// Get returns the article of this name, such as "articles/0a1b2c".
func (c *Client) Get(ctx context.Context, name string) (*khotin.Article, error) {
	var response *khotin.GetArticleResponse
	err := c.call(ctx, func(ctx context.Context) (err error) {
		response, err = c.articles.GetArticle(ctx, &khotin.GetArticleRequest{Name: name})
		return err
	})
	return response.GetArticle(), err
}

// SearchPages hands over page after page, until there is none or `take` returns false. It changes
// the request's page_token.
func (c *Client) SearchPages(ctx context.Context, request *khotin.SearchRequest,
	take func(*khotin.SearchResponse) bool) error {
	for {
		var page *khotin.SearchResponse
		err := c.call(ctx, func(ctx context.Context) (err error) {
			page, err = c.search.Search(ctx, request)
			return err
		})
		if err != nil || !take(page) || page.GetNextPageToken() == "" {
			return err
		}
		request.PageToken = page.GetNextPageToken()
	}
}
