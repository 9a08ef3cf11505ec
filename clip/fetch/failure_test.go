package fetch_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"newsclip/clip"
	"newsclip/clip/fetch"
)

func TestConnectionFailures(t *testing.T) {
	t.Run("refused", func(t *testing.T) {
		server := httptest.NewServer(nil)
		server.Close()
		_, err := quick(t, fetch.Options{}).Page(t.Context(), server.URL)
		wantError(t, err, clip.ErrUnavailable, "refused the connection.", "try again later")
	})
	t.Run("no such host", func(t *testing.T) {
		_, err := quick(t, fetch.Options{Transport: lookupFails(true)}).Page(t.Context(), "no-such-paper.example/x")
		wantError(t, err, clip.ErrNotFound, "There is no site named no-such-paper.example.", "spelling")
	})
	t.Run("no name server", func(t *testing.T) {
		_, err := quick(t, fetch.Options{Transport: lookupFails(false)}).Page(t.Context(), "paper.example")
		wantError(t, err, clip.ErrUnavailable, "The name paper.example could not be looked up.", "online")
	})
	for number, message := range map[syscall.Errno]string{
		syscall.ENETUNREACH: "There is no way to paper.example from here.",
		10065:               "There is no way to paper.example from here.",
		10061:               "paper.example refused the connection.",
		10054:               "paper.example broke the connection off.",
	} {
		t.Run(fmt.Sprintf("error number %d", int(number)), func(t *testing.T) {
			transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
				return nil, &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", number)}
			}}
			_, err := quick(t, fetch.Options{Transport: transport}).Page(t.Context(), "paper.example")
			wantError(t, err, clip.ErrUnavailable, message, ".")
		})
	}
	t.Run("broken off before the header", func(t *testing.T) {
		_, err := quick(t, fetch.Options{}).Page(t.Context(), rawServer(t, ""))
		wantError(t, err, clip.ErrUnavailable, "broke the connection off.", "Try again")
	})
	t.Run("broken off in the body", func(t *testing.T) {
		_, err := quick(t, fetch.Options{}).Page(t.Context(), rawServer(t, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n<p>Half"))
		wantError(t, err, clip.ErrUnavailable, "broke the connection off.", "Try again")
	})
	t.Run("not HTTP", func(t *testing.T) {
		_, err := quick(t, fetch.Options{}).Page(t.Context(), rawServer(t, "220 mail.example ready\r\n"))
		wantError(t, err, clip.ErrUnavailable, "could not be fetched", "Try again")
	})
}

// lookupFails is a transport whose name server says that a name is unknown,
// or does not answer.
func lookupFails(unknown bool) *http.Transport {
	return &http.Transport{DialContext: func(_ context.Context, network, address string) (net.Conn, error) {
		host, _, _ := net.SplitHostPort(address)
		return nil, &net.OpError{Op: "dial", Net: network, Err: &net.DNSError{Err: "lookup failed", Name: host, IsNotFound: unknown, IsTemporary: !unknown}}
	}}
}

// rawServer answers every connection with the text and closes it.
func rawServer(t *testing.T, answer string) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			conn.Read(make([]byte, 4096))
			conn.Write([]byte(answer))
			conn.Close()
		}
	}()
	return "http://" + listener.Addr().String()
}

func TestCertificates(t *testing.T) {
	good := time.Now().Add(time.Hour)
	tests := []struct {
		name    string
		host    string // in the certificate
		until   time.Time
		trusted bool
		message string // empty: succeeds
	}{
		{"good", "paper.example", good, true, ""},
		{"unknown authority", "paper.example", good, false, "comes from an authority that this computer does not know."},
		{"expired", "paper.example", time.Now().Add(-time.Hour), true, "has expired or is not valid yet."},
		{"wrong host", "other.example", good, true, "belongs to another site."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			transport := secureServer(t, tt.host, tt.until, tt.trusted)
			_, err := quick(t, fetch.Options{Transport: transport}).Page(t.Context(), "https://paper.example/story")
			if tt.message == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			wantError(t, err, clip.ErrUnavailable, "The certificate of paper.example "+tt.message, "Nothing was fetched.")
		})
	}
	t.Run("http on the port of https", func(t *testing.T) {
		server := serve(t, reply("text/html", page))
		_, err := quick(t, fetch.Options{}).Page(t.Context(), strings.Replace(server.URL, "http:", "https:", 1))
		wantError(t, err, clip.ErrUnavailable, "does not speak https there.", "http://")
	})
}

// secureServer serves the page with a certificate for host; the transport it
// returns leads every name there.
func secureServer(t *testing.T, host string, until time.Time, trusted bool) *http.Transport {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{host}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: until.Add(-48 * time.Hour), NotAfter: until}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(reply("text/html", page))
	server.Config.ErrorLog = discardLog()
	server.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	server.StartTLS()
	t.Cleanup(server.Close)
	roots := x509.NewCertPool()
	if certificate, err := x509.ParseCertificate(der); err == nil && trusted {
		roots.AddCert(certificate)
	}
	return &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: roots},
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, server.Listener.Addr().String())
		},
	}
}

// discardLog keeps the server's handshake errors, which are wanted, out of
// the test's output.
func discardLog() *log.Logger { return log.New(io.Discard, "", 0) }
