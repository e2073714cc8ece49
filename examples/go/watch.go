package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"google.golang.org/grpc/codes"

	khotin "khotin.dev/api/khotin/v1"
)

// How a stream ends that can be asked for again. A broken connection is UNAVAILABLE, behind some
// proxies INTERNAL or UNKNOWN; CANCELLED is this client's own way out of silence.
var brokenStream = []codes.Code{codes.Unavailable, codes.Internal, codes.Unknown, codes.Canceled}

// Watch hands over messages until `take` returns false. A stream that breaks goes on where it
// stopped: it changes the request's after_revision to that of the last message that was taken. The
// server says something every ten seconds; after `silence` without a word the stream counts as
// broken. It ends with the error of `ctx` when that is done.
func (c *Client) Watch(ctx context.Context, request *khotin.WatchRequest, silence time.Duration,
	take func(*khotin.WatchResponse) bool) error {
	var p pauses
	for {
		more, err := c.watchOnce(ctx, request, silence, func(response *khotin.WatchResponse) bool {
			p.reset()
			return take(response)
		})
		if !more {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		pause := p.pause()
		if err != io.EOF {
			var ok bool
			if pause, ok = pauseAfter(err, &p, brokenStream...); !ok {
				return err
			}
			c.onRetry(err, goesOn(request))
		}
		if err := wait(ctx, pause); err != nil {
			return err
		}
	}
}

// Where a watch goes on that has broken.
func goesOn(request *khotin.WatchRequest) string {
	if request.AfterRevision == nil {
		return "going on with what comes from now on"
	}
	return fmt.Sprintf("going on after revision %d", request.GetAfterRevision())
}

// One stream. False when `take` has had enough.
func (c *Client) watchOnce(ctx context.Context, request *khotin.WatchRequest, silence time.Duration,
	take func(*khotin.WatchResponse) bool) (bool, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	watchdog := time.AfterFunc(silence, cancel)
	defer watchdog.Stop()
	stream, err := c.watch.Watch(ctx, request)
	if err != nil {
		return true, err
	}
	for {
		response, err := stream.Recv()
		if err != nil {
			return true, err
		}
		watchdog.Stop()
		if !take(response) {
			return false, nil
		}
		revision := response.GetRevision()
		request.AfterRevision = &revision
		watchdog.Reset(silence)
	}
}
