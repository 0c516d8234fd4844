# What run and compare-search share. Sourced, not run.
# shellcheck shell=bash

bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(dirname "$bench")
jar=
java_options=()
messages=
thread=
list=bench
address=bench@lists.example
work=
keep=no
started=()

say() { echo "$(date +%H:%M:%S) $*" >&2; }

fail() {
  echo "${0##*/}: $*" >&2
  exit "${2:-3}"
}

have() { command -v "$1" >/dev/null 2>&1; }

wrong_usage() {
  echo "${0##*/}: $*" >&2
  echo "Try --help." >&2
  exit 2
}

# --- Starting and stopping: by process id, and nothing that was not started here -------------------------

# Starts a command in the background, with its output in a file: start LOG COMMAND…
start() {
  local log=$1
  shift
  "$@" >"$log" 2>&1 </dev/null &
  started+=($!)
}

# Runs a command to its end, with its output in a file; unlike a plain call, a signal ends it: attend FILE COMMAND…
attend() {
  local file=$1 pid status=0
  shift
  "$@" >"$file" </dev/null &
  pid=$!
  started+=("$pid")
  wait "$pid" || status=$?
  unset "started[$((${#started[@]} - 1))]"
  return $status
}

# Stops the process that was started last, and waits for its end.
stop_last() {
  local last=$((${#started[@]} - 1)) pid
  [ $last -ge 0 ] || return 0
  pid=${started[$last]}
  kill "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
  unset "started[$last]"
}

# The PostgreSQL of a Salon outlives a Salon that was killed.
stop_postgres() {
  local file pid
  for file in "$work"/*/postgres/cluster/postmaster.pid; do
    [ -f "$file" ] || continue
    pid=$(head -n 1 "$file")
    if grep -qF "$(dirname "$file")" "/proc/$pid/cmdline" 2>/dev/null; then
      kill -INT "$pid" 2>/dev/null || true
      for _ in $(seq 100); do
        [ -d "/proc/$pid" ] || break
        sleep 0.1
      done
    fi
  done
}

clean_up() {
  local status=$?
  trap - EXIT INT TERM
  while [ ${#started[@]} -gt 0 ]; do stop_last; done
  [ -z "$work" ] || stop_postgres
  if [ "$keep" = no ] && [ -n "$work" ]; then
    rm -rf -- "$work"
  fi
  exit $status
}

stop_on_signals() {
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

# Takes $work as the folder of this run, or makes one that is deleted at the end.
prepare_work() {
  if [ -z "$work" ]; then
    work=$(mktemp -d "${TMPDIR:-/tmp}/salon-bench.XXXXXX")
  else
    keep=yes
    mkdir -p -- "$work"
    work=$(cd "$work" && pwd)
  fi
  # Servers that drop their privileges must reach what is in it.
  chmod 755 "$work"
  classes=$work/classes
  mkdir -p "$classes"
  javac -d "$classes" "$bench"/*.java
}

tool() { java -Xmx512m -cp "$classes" "$@"; }

# The packaged Salon, as $jar: the one that was named, or this folder's.
need_salon() {
  have javac || fail "Salon and this benchmark need a JDK 17."
  if [ -z "$jar" ]; then
    # The script builds what is missing or older than its sources.
    "$home/salon" --version >/dev/null || fail "Salon could not be built."
    jar=$home/target/quarkus-app/quarkus-run.jar
  fi
  [ -f "$jar" ] || wrong_usage "There is no file $jar."
  # As the script starts it, with what that has prepared, if it is there.
  local target
  target=$(dirname "$(dirname "$jar")")
  java_options=("-Dsalon.unpacked-postgres=$target/unpacked")
  [ ! -s "$target/salon.jsa" ] ||
    java_options+=(-Xlog:cds=off -Xlog:cds+dynamic=off "-XX:SharedArchiveFile=$target/salon.jsa")
}

free_port() {
  local port
  while :; do
    # Salon's PostgreSQL takes its own below 30000.
    port=$((30000 + RANDOM % 2000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

# Waits until an address answers with 200: wait_for URL SECONDS
wait_for() {
  local end=$((SECONDS + $2)) last=${started[$((${#started[@]} - 1))]}
  until [ "$(curl -s -o /dev/null -w '%{http_code}' "$1")" = 200 ]; do
    kill -0 "$last" 2>/dev/null || fail "The server behind $1 ended; its log is in $work."
    [ $SECONDS -lt $end ] || fail "Nothing answers at $1 after $2 s."
    sleep 0.02
  done
}

# The mailbox to work on, as $mailbox: given ones as mboxrd by date, or that of an earlier run, or one made up.
prepare_mailbox() {
  mailbox=$work/mail.mboxrd
  if [ $# -eq 0 ] && [ -z "$messages" ] && [ -f "$mailbox" ]; then
    say "Taking the mail of the run before"
    return
  fi
  # It may be a link to somebody's mail, which must not be written to.
  rm -f -- "$mailbox"
  if [ $# -eq 0 ]; then
    say "Making up ${messages:-20000} messages"
    tool Mailbox generate --messages "${messages:-20000}" ${thread:+--thread "$thread"} "$mailbox" >&2
  elif [ $# -eq 1 ] && [ -z "$messages" ] && head -c 14 -- "$1" | grep -q '^From mboxrd@z '; then
    ln -s -- "$(realpath -- "$1")" "$mailbox"
  else
    say "Replicating"
    tool Mailbox replicate ${messages:+--messages "$messages"} "$mailbox" "$@" >&2
  fi
}

# Archives in the folder that were made of other mail than this are no archives of it: they go, or the run ends.
# settle_archives FRESH, which is yes where everything is imported again anyhow.
settle_archives() {
  local mark made=$work/made-of
  mark="$(stat -L -c %s "$mailbox") $(tail -c 100000 "$mailbox" | sha256sum | cut -c 1-32)"
  if [ "$(cat "$made" 2>/dev/null)" != "$mark" ]; then
    if [ "$1" = yes ]; then
      rm -rf -- "$work/salon" "$work/public-inbox" "$work/mhonarc" "$work/maildir"
    elif [ -e "$made" ]; then
      fail "What is in $work was made of other mail: name that mail, or another folder, or import again."
    fi
    echo "$mark" >"$made"
  fi
}

salon_environment() {
  export SALON_DATA_DIR=$work/salon
  unset QUARKUS_DATASOURCE_JDBC_URL
}

# Serves the archive at $base: start_salon LOG
start_salon() {
  local port
  port=$(free_port)
  base=http://127.0.0.1:$port/$list/
  export QUARKUS_HTTP_PORT=$port QUARKUS_HTTP_HOST=127.0.0.1
  # shellcheck disable=SC2086
  start "$1" java @"$home/src/main/jvm/serve.options" "${java_options[@]}" ${SALON_JAVA_OPTIONS:-} -jar "$jar" serve
  wait_for "$base" 120
}

notmuch_environment() {
  export NOTMUCH_CONFIG=$work/notmuch.conf TZ=UTC
  printf '[database]\npath=%s\n[user]\nname=Bench\nprimary_email=%s\n[new]\ntags=\n[search]\nexclude_tags=\n' \
    "$work/maildir" "$address" >"$NOTMUCH_CONFIG"
}
