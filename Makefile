# Two commands do everything: make run and make test. Both install what the
# system lacks (as root or in CI) or name it.

GO      ?= go
TAGS    := migrated_fynedo

.PHONY: run build test check torture bench cli setup setup-test clean

run: build
	@.ci/with-display ./newsclip

build: setup
	$(GO) build -tags $(TAGS) -o newsclip .

# The command line alone: no C compiler, no graphics.
cli:
	CGO_ENABLED=0 $(GO) build -tags nogui -o newsclip .

# All tests: first everything without display or C, then the real window.
test: setup-test
	CGO_ENABLED=0 $(GO) test -tags ci ./...
	$(GO) build -tags $(TAGS) -o newsclip .
	.ci/walk ./newsclip

check:
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "gofmt: the files above are not formatted"; exit 1; }
	CGO_ENABLED=0 $(GO) vet -tags ci ./...
	$(GO) vet -tags $(TAGS) . ./app/ui
	CGO_ENABLED=0 $(GO) tool staticcheck -tags ci ./...

# The fault tests in full: 1,000 kills of the program amid mixed work, 3,000
# power losses, and each fault of a disk fifty times as often. Takes ten minutes of a
# processor; 38 by the clock on a machine that was busy with much else.
torture:
	NEWSCLIP_TORTURE=50 CGO_ENABLED=0 $(GO) test -tags ci -count=1 -timeout 12h -v \
		-run 'Kill|Power|Fault|FailedSync|ReadOnly|Vanish|Clock|Trash|Migrat|Newer|Repair|Server|AtOnce|EveryChoice' ./clip/store ./clip/export ./clip/export/pdf ./app

bench:
	CGO_ENABLED=0 $(GO) test -tags ci -run '^$$' -bench . ./...

setup:
	@.ci/packages build

setup-test:
	@.ci/packages build test

clean:
	rm -f newsclip
