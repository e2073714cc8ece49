package main

import (
	"crypto/tls"
	"crypto/x509"
	"flag"
	"fmt"
	"os"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
)

const usage = `Ingest articles, search them, follow what comes.

    khotin_example ingest [OPTION…] FILE…
    khotin_example search [OPTION…] WORD…
    khotin_example get    [OPTION…] articles/ID
    khotin_example watch  [OPTION…] [WORD…]

`

type options struct {
	server, serviceConfig                 string
	tls                                   bool
	tlsCA, tlsCert, tlsKey, tlsServerName string
	timeout, silence                      float64
	pageSize, limit                       int
	minRevision, after                    int64
	state                                 string
	arguments                             []string
}

func fromEnvironment(name, otherwise string) string {
	if value, ok := os.LookupEnv(name); ok {
		return value
	}
	return otherwise
}

// Reads what stands behind the command: options, then arguments.
func parseOptions(arguments []string) (*options, error) {
	o := &options{}
	flags := flag.NewFlagSet("khotin_example", flag.ContinueOnError)
	flags.Usage = func() {
		fmt.Fprint(flags.Output(), usage)
		flags.PrintDefaults()
	}
	environmentTLS := fromEnvironment("KHOTIN_TLS", "")
	text := func(value *string, name, variable, otherwise, help string) {
		flags.StringVar(value, name, fromEnvironment(variable, otherwise), help)
	}
	text(&o.server, "server", "KHOTIN_SERVER", "127.0.0.1:50051", "`HOST:PORT`")
	text(&o.serviceConfig, "service-config", "KHOTIN_SERVICE_CONFIG",
		"proto/khotin/v1/khotin_grpc_service_config.json", "`FILE` of retry policies")
	flags.BoolVar(&o.tls, "tls", environmentTLS != "" && environmentTLS != "0",
		"TLS with the system's roots")
	text(&o.tlsCA, "tls-ca", "KHOTIN_TLS_CA", "", "TLS with the root in `FILE`")
	text(&o.tlsCert, "tls-cert", "KHOTIN_TLS_CERT", "", "this client's certificate, a `FILE`")
	text(&o.tlsKey, "tls-key", "KHOTIN_TLS_KEY", "", "its key, a `FILE`")
	text(&o.tlsServerName, "tls-server-name", "KHOTIN_TLS_SERVER_NAME", "",
		"the `NAME` that the server's certificate is for")
	flags.Float64Var(&o.timeout, "timeout", 60, "`SECONDS` for one call, repetitions included")
	flags.Float64Var(&o.silence, "silence", 30, "`SECONDS` after which a mute stream is broken")
	flags.IntVar(&o.pageSize, "page-size", 20, "results of one call")
	flags.IntVar(&o.limit, "limit", 0, "end after so many results or changes")
	flags.Int64Var(&o.minRevision, "min-revision", 0, "search a server that has come this far")
	flags.Int64Var(&o.after, "after", -1, "watch from this revision on; 0: from the first")
	flags.StringVar(&o.state, "state", "", "`FILE` in which watch keeps how far it has come")
	err := flags.Parse(arguments)
	o.arguments = flags.Args()
	return o, err
}

func connect(o *options) (*grpc.ClientConn, error) {
	serviceConfig, err := os.ReadFile(o.serviceConfig)
	if err != nil {
		return nil, err
	}
	if !o.tls && o.tlsCA == "" && o.tlsCert == "" {
		return Connect(o.server, string(serviceConfig), nil)
	}
	config := &tls.Config{ServerName: o.tlsServerName}
	if o.tlsCA != "" {
		roots, err := os.ReadFile(o.tlsCA)
		if err != nil {
			return nil, err
		}
		config.RootCAs = x509.NewCertPool()
		if !config.RootCAs.AppendCertsFromPEM(roots) {
			return nil, fmt.Errorf("%s: no certificate in it", o.tlsCA)
		}
	}
	if o.tlsCert != "" {
		certificate, err := tls.LoadX509KeyPair(o.tlsCert, o.tlsKey)
		if err != nil {
			return nil, err
		}
		config.Certificates = []tls.Certificate{certificate}
	}
	return Connect(o.server, string(serviceConfig), credentials.NewTLS(config))
}
