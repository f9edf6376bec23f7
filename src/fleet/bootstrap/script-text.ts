/** What every apply script begins and ends with. `@CLUSTER@` stands for the name of the cluster. */

export const SCRIPT_HEAD = String.raw`#!/bin/sh
# Brings what this directory holds to one cluster, in order, and waits until the sync reports. It may be run again at any
# time: what is there already stays as it is. It needs nothing but kubectl.
set -eu

cluster=@CLUSTER@
context=
timeout=300
force=

usage() {
  cat <<'END'
usage: sh apply.sh [--context NAME] [--timeout SECONDS] [--force-conflicts]

  --context NAME      the context of the kubeconfig; the current one unless given
  --timeout SECONDS   how long each wait may take, 300 unless given
  --force-conflicts   take over fields that were set by another tool
END
}

fail() {
  printf '%s\n' "apply.sh: $*" >&2
  exit 1
}

while [ "$#" -gt 0 ]; do
  case $1 in
    --context | --timeout)
      [ "$#" -ge 2 ] || fail "$1 needs a value"
      if [ "$1" = --context ]; then context=$2; else timeout=$2; fi
      shift 2
      ;;
    --force-conflicts)
      force=yes
      shift
      ;;
    -h | --help)
      usage
      exit 0
      ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
done
case $timeout in
  '' | *[!0-9]*) fail "--timeout takes a number of seconds, not $timeout" ;;
esac

here=$(cd "$(dirname "$0")" && pwd)
missing=

say() {
  printf '%s\n' "$*"
}

on_cluster() {
  if [ -n "$context" ]; then
    kubectl --context "$context" "$@"
  else
    kubectl "$@"
  fi
}

unchanged() {
  if command -v sha256sum >/dev/null 2>&1; then
    (cd "$here" && sha256sum -c SHA256SUMS >/dev/null) || fail 'a file of this bundle is not what was written; make it again'
  elif command -v shasum >/dev/null 2>&1; then
    (cd "$here" && shasum -a 256 -c SHA256SUMS >/dev/null) || fail 'a file of this bundle is not what was written; make it again'
  fi
}

# Server-side: an annotation with a copy of each object would be too small for large CRDs.
apply() {
  say "applying $1"
  if [ -n "$force" ]; then
    on_cluster apply --server-side --field-manager=krm-fleet --force-conflicts -f "$here/$1"
  else
    on_cluster apply --server-side --field-manager=krm-fleet -f "$here/$1"
  fi
}

established() {
  say "waiting for $# CRDs"
  for crd in "$@"; do
    on_cluster wait --for=condition=Established --timeout="$timeout"s "crd/$crd" >/dev/null
  done
}

rolled_out() {
  on_cluster rollout status "$1/$3" --namespace "$2" --timeout="$timeout"s
}

need_crd() {
  on_cluster get crd "$1" >/dev/null || fail "the cluster does not know $1: install the agent first, or make the bundle with its --manifest"
}

# Reads the names of the keys and never a value.
need_secret() {
  namespace=$1
  name=$2
  shift 2
  # shellcheck disable=SC2016 # the dollars are kubectl's
  there=$(on_cluster get secret "$name" --namespace "$namespace" --ignore-not-found --output 'go-template={{range $key, $value := .data}}{{$key}} {{end}}')
  if [ -z "$there" ]; then
    say "missing: Secret $namespace/$name" >&2
    missing=yes
    return
  fi
  for key in "$@"; do
    case " $there " in
      *" $key "*) ;;
      *)
        say "missing: key $key of Secret $namespace/$name" >&2
        missing=yes
        ;;
    esac
  done
}

stop_if_missing() {
  [ -z "$missing" ] || fail "create what is missing as secrets.txt says, then run this again"
}

field() {
  on_cluster get "$1" "$3" --namespace "$2" --output "jsonpath=$4"
}

conditions() {
  field "$1" "$2" "$3" '{range .status.conditions[*]}{.type}{"="}{.status}{" "}{.message}{"\n"}{end}' >&2
}

# A RootSync or RepoSync: it was seen as it is now, and the commit that was fetched is the commit that was applied.
synced() {
  say "waiting for $3 to sync"
  waited=0
  while :; do
    IFS=, read -r generation observed fetched applied <<END
$(field "$1" "$2" "$3" '{.metadata.generation},{.status.observedGeneration},{.status.source.commit},{.status.lastSyncedCommit}')
END
    if [ "$generation" = "$observed" ] && [ -n "$applied" ] && [ "$applied" = "$fetched" ]; then
      say "$3 synced $applied"
      return
    fi
    if [ "$waited" -ge "$timeout" ]; then
      conditions "$1" "$2" "$3"
      fail "$3 did not sync within $timeout seconds; what it reports stands above"
    fi
    sleep 5
    waited=$((waited + 5))
  done
}

# An object of Flux.
ready() {
  say "waiting for $3 ($1)"
  if ! on_cluster wait --for=condition=Ready --timeout="$timeout"s "$1/$3" --namespace "$2" >/dev/null; then
    conditions "$1" "$2" "$3"
    fail "$3 is not ready after $timeout seconds; what it reports stands above"
  fi
}

command -v kubectl >/dev/null 2>&1 || fail 'kubectl is not in PATH'
unchanged
say "cluster $cluster, context $(if [ -n "$context" ]; then printf %s "$context"; else kubectl config current-context; fi)"
`

export const SCRIPT_FOOT = `say "$cluster is in sync"
`
