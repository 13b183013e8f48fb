# make run      builds the server and runs it as the Kubernetes page on coordinated leader election
#               does
# make test     builds everything, runs all tests, and says last what failed
# make outside  builds and runs a package that uses this one and has targets of obvious names, and one
#               that does without the libraries of the system
# make docs     builds the documentation in .build/docs, and fails for every warning
# make static   builds the server as one file that needs nothing of the system: .build/static/release
# make bench    measures what the page Performance of the documentation tells, on a machine that does
#               nothing else; `make bench WHAT=turns`, `WHAT=reads`, `WHAT=database`, `WHAT=leases` or
#               `WHAT=rules` measures that
# make fuzz     looks for inputs that show a fault, a minute for each form, or an hour with FUZZ=1;
#               needs libFuzzer, which comes with Swift on Linux
# make counts   counts the instructions that operations take, and keeps them in Benchmarks/counts.txt,
#               beside which .ci/run holds later ones; needs valgrind

SHELL := /bin/bash

PAGE_FLAGS := --feature-gates="CoordinatedLeaderElection=true" \
	--runtime-config="coordination.k8s.io/v1alpha1=true"

# The port where kubectl looks by itself, or a free one when that is taken.
PORT ?= $(shell (: </dev/tcp/127.0.0.1/8080) 2>/dev/null && echo 0 || echo 8080)

# More flags for `make run`, such as FLAGS="--data-dir=/tmp/data".
FLAGS ?=

# What to measure.
WHAT ?= all

.PHONY: run test outside lint docs static measured bench counts fuzz prerequisites

run: prerequisites
	@swift build -c release --static-swift-stdlib --product fake-apiserver 1>&2
	@exec .build/release/fake-apiserver --port $(PORT) $(PAGE_FLAGS) $(FLAGS)

test: prerequisites
	@.ci/test

outside: prerequisites
	@swift run --quiet --package-path Tests/OutsidePackage --scratch-path .build/outside outside
	@swift run --quiet --package-path Tests/PackageWithoutTraits \
		--scratch-path .build/without-traits without-traits
	@! find .build/without-traits/ -name 'CKubeSQLite*.pcm' -o -name 'CKubeZlib*.pcm' \
		-o -name 'CKubeYAML*.pcm' | grep .

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

docs: prerequisites
	@.ci/docs

# Each function lies in a section of its own, and is not kept for others that might link to it: so the
# linker leaves out what only programs in Swift use.
static: prerequisites
	swift build -c release --product fake-apiserver --scratch-path .build/static \
		--static-swift-stdlib -Xswiftc -static-executable \
		-Xswiftc -Xfrontend -Xswiftc -function-sections \
		-Xswiftc -Xfrontend -Xswiftc -internalize-at-link \
		-Xlinker -static -Xlinker --gc-sections -Xlinker -s >&2

measured: prerequisites
	@swift build -c release --static-swift-stdlib --product fake-apiserver >&2
	@swift build -c release --package-path Benchmarks >&2

bench: static measured
	@Benchmarks/.build/release/measure .build/release/fake-apiserver $(WHAT) \
		.build/static/release/fake-apiserver

fuzz: prerequisites
	@.ci/fuzz

counts: measured
	@Benchmarks/.build/release/measure .build/release/fake-apiserver keep

# SQLite, zlib and libyaml are all that the system must have beside Swift.
prerequisites:
	@if ! { command -v clang || command -v cc; } >/dev/null; then \
		echo "a C compiler is missing; the Swift toolchain brings clang" >&2; exit 1; fi
	@headers() { printf '#include <%s>\n' sqlite3.h zlib.h yaml.h \
		| "$$(command -v clang || command -v cc)" -E - >/dev/null 2>&1; }; \
	if headers; then exit 0; fi; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		apt-get update -qq && apt-get install -y -qq libsqlite3-dev zlib1g-dev libyaml-dev >&2 \
			&& headers && exit 0; fi; \
	echo "sqlite3.h, zlib.h or yaml.h is missing. Install all with one of:" >&2; \
	echo "    sudo apt-get install libsqlite3-dev zlib1g-dev libyaml-dev    (Debian, Ubuntu)" >&2; \
	echo "    sudo dnf install sqlite-devel zlib-devel libyaml-devel        (Fedora)" >&2; \
	echo "    brew install sqlite zlib libyaml                              (macOS)" >&2; \
	exit 1
