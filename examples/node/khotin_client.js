// A Khotin client to copy from: one connection, calls that survive a restart of the server.
'use strict';

const grpc = require('@grpc/grpc-js');
const protoLoader = require('@grpc/proto-loader');
const { setTimeout: sleep } = require('node:timers/promises');

const MAX_MESSAGE_BYTES = 40 << 20;
const BATCH_DOCUMENTS = 100;
const BATCH_BYTES = 8 << 20;

// How a stream ends that can be asked for again. A broken connection is UNAVAILABLE, at times
// INTERNAL or UNKNOWN; CANCELLED is this client's own way out of silence.
const BROKEN_STREAM = [
  grpc.status.UNAVAILABLE, grpc.status.INTERNAL, grpc.status.UNKNOWN, grpc.status.CANCELLED,
];

/** The services and messages, read from the folder that holds khotin/v1 and google/rpc. */
function loadProtos(folder) {
  const files = ['article', 'ingest', 'search', 'watch'].map(
    (name) => `khotin/v1/${name}_service.proto`);
  const errors = ['google/rpc/error_details.proto', 'google/rpc/status.proto'];
  const definition = protoLoader.loadSync([...files, ...errors], {
    includeDirs: [folder], keepCase: true, defaults: true, oneofs: true, enums: String,
    longs: Number,
  });
  return { ...grpc.loadPackageDefinition(definition), definition };
}

/** Options of a channel; `serverName` is what the certificate must be for, if not the address. */
function channelOptions(serviceConfig, serverName) {
  return {
    'grpc.service_config': serviceConfig,
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
    // Connects again within seconds when the server is back; the default waits up to 2 minutes.
    'grpc.initial_reconnect_backoff_ms': 200,
    'grpc.max_reconnect_backoff_ms': 5000,
    'grpc.enable_http_proxy': 0,
    ...(serverName && { 'grpc.ssl_target_name_override': serverName }),
  };
}

/** Pauses in milliseconds that double up to a limit, each between half and all of it by chance. */
class Backoff {
  constructor(first = 200, most = 10000) {
    this.first = first;
    this.most = most;
    this.reset();
  }

  reset() {
    this.next = this.first;
  }

  pause() {
    const pause = this.next * (0.5 + Math.random() / 2);
    this.next = Math.min(2 * this.next, this.most);
    return pause;
  }
}

/** Lists of documents that stay below the limits of one call (1,000 documents, 40 MiB). */
function* batches(documents) {
  let batch = [];
  let size = 0;
  for (const document of documents) {
    const bytes = document.content.length;
    if (batch.length === BATCH_DOCUMENTS || (batch.length > 0 && size + bytes > BATCH_BYTES)) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(document);
    size += bytes;
  }
  if (batch.length > 0) yield batch;
}

/** Messages of a stream. Cancels it, so that it ends as CANCELLED, when none comes in time. */
async function* messagesUntilSilent(call, silence) {
  let watchdog = setTimeout(() => call.cancel(), silence);
  try {
    for await (const message of call) {
      clearTimeout(watchdog);
      yield message;
      watchdog = setTimeout(() => call.cancel(), silence);
    }
  } finally {
    clearTimeout(watchdog);
  }
}

/** Where a watch goes on that has broken. */
function goesOn({ after_revision: revision }) {
  return revision === undefined
    ? 'going on with what comes from now on' : `going on after revision ${revision}`;
}

/** Calls over one connection. Every method here may be repeated without harm. */
class KhotinClient {
  /**
   * `timeout` (milliseconds) is that of one call, all its attempts together. `onRetry(error, note)`
   * is told of each error that the client goes on after, and how.
   */
  constructor(protos, address, credentials, options, { timeout = 60000, onRetry = () => {} } = {}) {
    const { v1 } = protos.khotin;
    this.definition = protos.definition;
    this.timeout = timeout;
    this.onRetry = onRetry;
    const channelOverride = new grpc.Channel(address, credentials, options);
    const open = (Service) => new Service(address, credentials, { channelOverride });
    this.articles = open(v1.ArticleService);
    this.ingestion = open(v1.IngestService);
    this.searches = open(v1.SearchService);
    this.watches = open(v1.WatchService);
  }

  close() {
    this.articles.close();
  }

  /** Milliseconds that the server asks to wait (google.rpc.RetryInfo), or undefined. */
  retryDelay(error) {
    const [bytes] = error.metadata?.get('grpc-status-details-bin') ?? [];
    if (!bytes) return undefined;
    const read = (name, data) => this.definition[`google.rpc.${name}`].deserialize(data);
    const info = read('Status', bytes).details.find(
      (detail) => detail.type_url.endsWith('/google.rpc.RetryInfo'));
    if (!info) return undefined;
    const { seconds, nanos } = read('RetryInfo', info.value).retry_delay;
    return seconds * 1000 + nanos / 1e6;
  }

  /**
   * Milliseconds until the call may be repeated; undefined for an error that stays.
   * RESOURCE_EXHAUSTED passes only when the server says when: a message that is too large stays so.
   */
  pauseAfter(error, backoff, codes = [grpc.status.UNAVAILABLE]) {
    const told = this.retryDelay(error);
    const full = error.code === grpc.status.RESOURCE_EXHAUSTED && told !== undefined;
    return full || codes.includes(error.code) ? (told ?? 0) + backoff.pause() : undefined;
  }

  /**
   * The answer, within the timeout for all attempts together. gRPC repeats calls as the service
   * config says. What is left for here are outages that are longer than that, and pauses that the
   * server asks for.
   */
  async call(service, method, request) {
    const deadline = Date.now() + this.timeout;
    const backoff = new Backoff();
    let outage;
    for (;;) {
      try {
        return await new Promise((resolve, reject) => {
          service[method](request, { deadline },
            (error, response) => (error ? reject(error) : resolve(response)));
        });
      } catch (error) {
        const pause = this.pauseAfter(error, backoff);
        // What kept the server from answering in time says more than that it did not.
        if (error.code === grpc.status.DEADLINE_EXCEEDED) throw outage ?? error;
        if (pause === undefined || Date.now() + pause >= deadline) throw error;
        outage = error;
        this.onRetry(error, 'trying again');
        await sleep(pause);
      }
    }
  }

  /** Sends documents ({input, content}) and yields one IngestResult for each, in their order. */
  async* ingest(documents) {
    for (const batch of batches(documents)) {
      const request = {
        documents: batch.map((raw, number) => ({ request_id: String(number), raw })),
      };
      yield* (await this.call(this.ingestion, 'IngestBatch', request)).results;
    }
  }

  /** The Article of this name, such as "articles/0a1b2c". */
  async get(name) {
    return (await this.call(this.articles, 'GetArticle', { name })).article;
  }

  /** Yields every SearchResponse, fetching pages as they are needed. */
  async* searchPages(query, pageSize = 20, minRevision = 0) {
    const request = { query, page_size: pageSize, min_revision: minRevision };
    do {
      const page = await this.call(this.searches, 'Search', request);
      yield page;
      request.page_token = page.next_page_token;
    } while (request.page_token);
  }

  /**
   * Yields WatchResponses without end. A stream that breaks goes on where it stopped.
   *
   * A revision counts as read when the caller comes for the next message. The server says something
   * every ten seconds; after `silence` milliseconds without a word the stream counts as broken. To
   * end it, leave the loop, or abort the `signal`, whose reason it then throws.
   */
  async* watch(query, afterRevision, silence = 30000, signal = undefined) {
    const request = { query };
    if (afterRevision !== undefined) request.after_revision = afterRevision;
    const backoff = new Backoff();
    for (;;) {
      signal?.throwIfAborted();
      const call = this.watches.Watch(request);
      const giveUp = () => call.cancel();
      signal?.addEventListener('abort', giveUp);
      let pause = 0;
      try {
        for await (const response of messagesUntilSilent(call, silence)) {
          backoff.reset();
          yield response;
          request.after_revision = response.revision;
        }
        pause = backoff.pause();
      } catch (error) {
        signal?.throwIfAborted();
        pause = this.pauseAfter(error, backoff, BROKEN_STREAM);
        if (pause === undefined) throw error;
        this.onRetry(error, goesOn(request));
      } finally {
        signal?.removeEventListener('abort', giveUp);
        call.cancel();
      }
      await sleep(pause, undefined, { signal });
    }
  }
}

module.exports = { KhotinClient, channelOptions, loadProtos };
