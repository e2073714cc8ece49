package main

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
)

const usage = `Ingest articles, search them, follow what comes.

    khotin_example ingest [OPTION…] FILE…
    khotin_example search [OPTION…] WORD…
    khotin_example get    [OPTION…] articles/ID
    khotin_example watch  [OPTION…] [WORD…]

`

// What stands behind a command at least.
var needed = map[string]string{"ingest": "FILE…", "search": "WORD…", "get": "articles/ID"}

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
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

// Whether a variable does, in the words that `khotin` takes.
func saysYes(name string) (bool, error) {
	text := strings.ToLower(os.Getenv(name))
	switch text {
	case "true", "on", "yes", "enable", "t", "y", "+":
		return true, nil
	case "false", "off", "no", "disable", "f", "n", "-", "":
		return false, nil
	}
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return false, fmt.Errorf("%s: expected on or off, not %s", name, text)
	}
	return number > 0, nil
}

// Reads what stands behind the command: options, then arguments. Has said what is wrong with them
// when it returns an error.
func parseOptions(command string, arguments []string) (*options, error) {
	o := &options{}
	var wrong error
	o.tls, wrong = saysYes("KHOTIN_TLS")
	flags := flag.NewFlagSet("khotin_example", flag.ContinueOnError)
	flags.Usage = func() {
		fmt.Fprint(flags.Output(), usage)
		flags.PrintDefaults()
	}
	o.declare(flags)
	if err := flags.Parse(arguments); err != nil {
		return nil, err
	}
	o.arguments = flags.Args()
	if wrong == nil {
		wrong = o.check(command)
	}
	if wrong != nil {
		fmt.Fprintf(flags.Output(), "%v\n%s", wrong, usage)
	}
	return o, wrong
}

func (o *options) declare(flags *flag.FlagSet) {
	text := func(value *string, name, variable, otherwise, help string) {
		flags.StringVar(value, name, fromEnvironment(variable, otherwise), help)
	}
	text(&o.server, "server", "KHOTIN_SERVER", "127.0.0.1:50051", "`HOST:PORT`")
	text(&o.serviceConfig, "service-config", "KHOTIN_SERVICE_CONFIG",
		"proto/khotin/v1/khotin_grpc_service_config.json", "`FILE` of retry policies")
	flags.BoolVar(&o.tls, "tls", o.tls, "TLS with the system's roots")
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
	flags.Int64Var(&o.after, "after", -1, "watch after this revision; 0: from the first")
	flags.StringVar(&o.state, "state", "", "`FILE` in which watch keeps how far it has come")
}

// What is missing.
func (o *options) check(command string) error {
	if (o.tlsCert == "") != (o.tlsKey == "") {
		return errors.New("-tls-cert and -tls-key belong together")
	}
	if words := needed[command]; words != "" && len(o.arguments) == 0 {
		return fmt.Errorf("%s: expected %s", command, words)
	}
	return nil
}

func connect(o *options) (*grpc.ClientConn, error) {
	serviceConfig, err := os.ReadFile(o.serviceConfig)
	if err != nil {
		return nil, err
	}
	// The certificate has its key: check sees to that.
	if !o.tls && o.tlsCA == "" && o.tlsCert == "" && o.tlsServerName == "" {
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
