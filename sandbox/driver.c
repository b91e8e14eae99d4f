/*
 * The step driver: PID 1 of every sandbox container.
 *
 * It reads a spec from standard input, executes its commands one after the other, and tells what
 * happens as lines of ASCII on standard output. Both formats are documented where the other end is:
 * adapters/driver, DriverSpec and DriverFrame.
 *
 * What it promises whatever the commands do:
 *  - no command can write a line of its own: none has our standard output, and our memory and file
 *    descriptors are closed to the commands' user (PR_SET_DUMPABLE);
 *  - when a step's end is told, every process of the step is dead and its output told before;
 *  - the run ends in time, also while nobody listens: standard output never blocks us;
 *  - only the host can stop us: signals from inside the namespace are ignored.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <arpa/inet.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>

enum {
  SPEC_MAX = 32 << 20,
  ENTRIES_MAX = 8192,
  COMMANDS_MAX = 1024,
  FILES_MAX = 16,
  CHUNK = 8192,         /* output bytes in one frame */
  FRAME_MAX = 12288,    /* one line, newline included */
  OUT_MAX = 256 << 10,  /* frames that wait for standard output */
  CONNECTIONS_MAX = 128,
  RELAY = 8192,
  EXIT_REFUSED = 64,
  EXIT_UNHEARD = 70
};

static const int64_t MS = 1000000, SECOND = 1000000000;
static const int64_t SPEC_STALL = 5 * SECOND;      /* then a spec that isn't whole is forgotten */
static const int64_t SPEC_WAIT = 3600 * SECOND;    /* then nobody will send one any more */
static const int64_t COALESCE = 2 * MS;            /* between two frames that aren't full */

static const char *const ENDED_BY_ITSELF = "done", *const TIMED_OUT = "timeout";

static int signals;              /* signalfd */
static const char *ending;       /* why nothing more is executed; NULL while all goes on */
static const char *asked;        /* the ending that the host asked for, if it did */
static int64_t deadline;         /* monotonic; 0 while there is none */

static int64_t now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec * SECOND + t.tv_nsec;
}

static int64_t monotonic(void) { return now(CLOCK_MONOTONIC); }
static long long epoch_ms(void) { return now(CLOCK_REALTIME) / MS; }

/* ---- frames ------------------------------------------------------------------------------- */

static char out[OUT_MAX];
static size_t out_length;

/* Writes what standard output takes at once. */
static void flush_some(void) {
  size_t written = 0;
  while (written < out_length) {
    ssize_t n = write(1, out + written, out_length - written);
    if (n > 0) written += n;
    else if (errno == EINTR) continue;
    else if (errno == EAGAIN) break;
    else _exit(EXIT_UNHEARD);
  }
  memmove(out, out + written, out_length - written);
  out_length -= written;
}

/* Waits until at most `left` bytes wait for standard output. */
static void flush_to(size_t left) {
  flush_some();
  while (out_length > left) {
    struct pollfd writable = {.fd = 1, .events = POLLOUT};
    poll(&writable, 1, -1);
    flush_some();
  }
}

static bool room_for_frame(void) { return OUT_MAX - out_length >= FRAME_MAX; }

__attribute__((format(printf, 1, 2))) static void frame(const char *format, ...) {
  flush_to(OUT_MAX - FRAME_MAX);
  va_list arguments;
  va_start(arguments, format);
  out_length += vsnprintf(out + out_length, FRAME_MAX, format, arguments);
  va_end(arguments);
}

/* At most CHUNK bytes; `text` holds the result and its NUL. */
static const char *base64(const unsigned char *bytes, size_t length, char text[CHUNK / 3 * 4 + 8]) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  char *to = text;
  for (size_t i = 0; i < length; i += 3) {
    uint32_t three = bytes[i] << 16;
    if (i + 1 < length) three |= bytes[i + 1] << 8;
    if (i + 2 < length) three |= bytes[i + 2];
    *to++ = digits[three >> 18];
    *to++ = digits[three >> 12 & 63];
    *to++ = i + 1 < length ? digits[three >> 6 & 63] : '=';
    *to++ = i + 2 < length ? digits[three & 63] : '=';
  }
  *to = 0;
  return text;
}

__attribute__((noreturn)) static void refuse(const char *why, const char *detail) {
  char message[512], text[CHUNK / 3 * 4 + 8];
  int n = snprintf(message, sizeof message, "%s%s%s", why, *detail ? ": " : "", detail);
  if (n >= (int)sizeof message) n = sizeof message - 1;
  frame("refused %s\n", base64((unsigned char *)message, n, text));
  flush_to(0);
  exit(EXIT_REFUSED);
}

/* ---- what the kernel counts --------------------------------------------------------------- */

/* A number from a file: the first one, or the one behind `key ` at a line's start; -1 without. */
static int64_t number_in(const char *path, const char *key) {
  char text[8192];
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  ssize_t n = read(file, text, sizeof text - 1);
  close(file);
  if (n <= 0) return -1;
  text[n] = 0;
  for (char *line = text; line; line = strchr(line, '\n')) {
    if (*line == '\n') line++;
    size_t length = strlen(key);
    if (!strncmp(line, key, length) && (!length || line[length] == ' '))
      return strtoll(line + length, NULL, 10);
  }
  return -1;
}

#define CGROUP "/sys/fs/cgroup/"

static int64_t cpu_us(void) {
  int64_t us = number_in(CGROUP "cpu.stat", "usage_usec");
  if (us >= 0) return us;
  int64_t ns = number_in(CGROUP "cpuacct/cpuacct.usage", "");
  if (ns >= 0) return ns / 1000;
  struct rusage used;
  getrusage(RUSAGE_CHILDREN, &used);
  return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000LL + used.ru_utime.tv_usec +
         used.ru_stime.tv_usec;
}

static int64_t peak_bytes(void) {
  int64_t bytes = number_in(CGROUP "memory.peak", "");
  if (bytes < 0) bytes = number_in(CGROUP "memory/memory.max_usage_in_bytes", "");
  if (bytes >= 0) return bytes;
  struct rusage used;
  getrusage(RUSAGE_CHILDREN, &used);
  return used.ru_maxrss * 1024LL;
}

/* How many processes of this container the kernel killed for lack of memory; -1 if unknown. */
static int64_t oom_kills(void) {
  int64_t kills = number_in(CGROUP "memory.events", "oom_kill");
  return kills >= 0 ? kills : number_in(CGROUP "memory/memory.oom_control", "oom_kill");
}

/* The host's wish to stop us, if one came; a signal with a sender came from inside. */
static void take_signals(void) {
  struct signalfd_siginfo signal;
  while (read(signals, &signal, sizeof signal) == sizeof signal) {
    if (signal.ssi_signo == SIGCHLD || signal.ssi_pid != 0 || asked) continue;
    asked = signal.ssi_signo == SIGUSR1 ? "stopped" : "terminated";
    if (!ending) ending = asked;
  }
}

/* ---- the spec ------------------------------------------------------------------------------ */

static char *environment[ENTRIES_MAX + 1];
static char *commands[COMMANDS_MAX];
static int command_count;
static char *directory;
static uint64_t timeout_ms, output_limit;
static uint16_t forward_port;
static char *forward_socket;

static uint64_t big_endian(const unsigned char *bytes, int count) {
  uint64_t number = 0;
  while (count--) number = number << 8 | *bytes++;
  return number;
}

static char *text_of(const unsigned char *bytes, size_t length) {
  if (memchr(bytes, 0, length)) refuse("a text of the spec holds a NUL byte", "");
  char *text = strndup((const char *)bytes, length);
  if (!text) refuse("the spec does not fit into memory", "");
  return text;
}

#include "collect.h"

static void write_file(const unsigned char *value, size_t length) {
  size_t path_length = length < 2 ? length : big_endian(value, 2);
  if (length < 2 || path_length > length - 2) refuse("a file of the spec is malformed", "");
  char *path = text_of(value + 2, path_length);
  const unsigned char *content = value + 2 + path_length, *end = value + length;
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) refuse(path, strerror(errno));
  while (content < end) {
    ssize_t n = write(file, content, end - content);
    if (n < 0 && errno != EINTR) refuse(path, strerror(errno));
    if (n > 0) content += n;
  }
  close(file);
  free(path);
}

static void take_record(int tag, const unsigned char *value, size_t length) {
  static int entries, files;
  switch (tag) {
    case 1:
      if (entries == ENTRIES_MAX) refuse("the environment has too many entries", "");
      environment[entries++] = text_of(value, length);
      break;
    case 2:
      if (command_count == COMMANDS_MAX) refuse("there are too many commands", "");
      commands[command_count++] = text_of(value, length);
      break;
    case 3:
      directory = text_of(value, length);
      break;
    case 4:
    case 5:
      if (length != 8) refuse("a number of the spec is malformed", "");
      *(tag == 4 ? &timeout_ms : &output_limit) = big_endian(value, 8);
      break;
    case 6:
      if (length < 3 || !big_endian(value, 2) || length - 2 >= sizeof((struct sockaddr_un *)0)->sun_path)
        refuse("the way out is malformed", "");
      forward_port = big_endian(value, 2);
      forward_socket = text_of(value + 2, length - 2);
      break;
    case 7:
      if (files++ == FILES_MAX) refuse("there are too many files", "");
      write_file(value, length);
      break;
    case 8:
      take_limits(value, length);
      break;
    case 9:
      take_pattern(text_of(value, length));
      break;
    default:
      refuse("the spec has a record that this driver does not know", "");
  }
}

static void take_spec(const unsigned char *at, size_t length) {
  while (length >= 5) {
    size_t size = big_endian(at + 1, 4);
    if (size > length - 5) break;
    take_record(at[0], at + 5, size);
    at += 5 + size;
    length -= 5 + size;
  }
  if (length) refuse("the spec is cut", "");
  if (!directory || directory[0] != '/') refuse("the spec names no working directory", "");
  if (!timeout_ms) refuse("the spec has no timeout", "");
  if (limits.given != (pattern_count > 0)) refuse("the spec has patterns without limits", "");
}

/* Reads until a spec is whole; false when we are stopped, or nobody sends one. */
static bool read_spec(void) {
  static unsigned char header[12];
  static const char magic[8] = "COFFDRV1";
  unsigned char *records = NULL;
  size_t have = 0, need = sizeof header;
  int64_t last = monotonic();
  while (have < need) {
    struct pollfd ready[] = {{.fd = 0, .events = POLLIN}, {.fd = signals, .events = POLLIN}};
    poll(ready, 2, have ? 500 : 60000);
    take_signals();
    int64_t silence = monotonic() - last;
    if (silence > SPEC_WAIT && !ending) ending = "terminated";
    if (ending) return false;
    if (!ready[0].revents) {
      if (have && silence > SPEC_STALL) {
        free(records);
        records = NULL;
        have = 0;
        need = sizeof header;
      }
      continue;
    }
    bool in_header = have < sizeof header;
    unsigned char *to = in_header ? header + have : records + have - sizeof header;
    ssize_t n = read(0, to, (in_header ? sizeof header : need) - have);
    if (n == 0) refuse("standard input ended before the spec", "");
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) refuse("standard input can't be read", strerror(errno));
    last = monotonic();
    have += n;
    if (in_header && have == sizeof header) {
      size_t length = big_endian(header + 8, 4);
      if (memcmp(header, magic, 8) || length > SPEC_MAX) refuse("this is no spec", "");
      records = malloc(length + 1);
      if (!records) refuse("the spec does not fit into memory", "");
      need += length;
    }
  }
  take_spec(records, need - sizeof header);
  explicit_bzero(records, need - sizeof header);
  free(records);
  return true;
}

/* ---- the way out: a loopback port whose connections go to a Unix socket --------------------- */

struct flow {
  char bytes[RELAY];
  size_t from, to;
  bool ended, shut;
};

static struct connection {
  int end[2];            /* 0: the command's, 1: the proxy's; both -1 in a free place */
  struct flow flow[2];   /* flow[i] goes from end[i] to the other */
} connections[CONNECTIONS_MAX];

static int listener = -1;

static void hang_up(struct connection *c) {
  for (int i = 0; i < 2; i++) {
    if (c->end[i] >= 0) close(c->end[i]);
    c->end[i] = -1;
  }
}

static void hang_up_all(void) {
  for (int i = 0; listener >= 0 && i < CONNECTIONS_MAX; i++) hang_up(&connections[i]);
}

static void open_way_out(void) {
  if (!forward_socket) return;
  for (int i = 0; i < CONNECTIONS_MAX; i++) connections[i].end[0] = connections[i].end[1] = -1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(forward_port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int on = 1;
  listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (listener < 0 || setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) ||
      bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 64))
    refuse("the way out can't be opened", strerror(errno));
}

static struct connection *free_place(void) {
  for (int i = 0; i < CONNECTIONS_MAX; i++)
    if (connections[i].end[0] < 0) return &connections[i];
  return NULL;
}

static void accept_connection(struct connection *c) {
  int client = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (client < 0) return;
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strcpy(address.sun_path, forward_socket);
  c->end[0] = client;
  c->end[1] = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  for (int i = 0; i < 2; i++) {
    c->flow[i].from = c->flow[i].to = 0;
    c->flow[i].ended = c->flow[i].shut = false;
  }
  if (c->end[1] < 0 || connect(c->end[1], (struct sockaddr *)&address, sizeof address)) hang_up(c);
}

/* Moves what can be moved in one direction; false when the connection broke. */
static bool relay(struct flow *flow, int from, int to) {
  if (flow->from == flow->to && !flow->ended) {
    ssize_t n = read(from, flow->bytes, RELAY);
    if (n < 0 && errno != EAGAIN && errno != EINTR) return false;
    flow->ended = n == 0;
    flow->from = 0;
    flow->to = n > 0 ? n : 0;
  }
  if (flow->from < flow->to) {
    ssize_t n = write(to, flow->bytes + flow->from, flow->to - flow->from);
    if (n < 0 && errno != EAGAIN && errno != EINTR) return false;
    if (n > 0) flow->from += n;
  }
  if (flow->ended && flow->from == flow->to && !flow->shut) {
    flow->shut = true;
    if (shutdown(to, SHUT_WR)) return false;
  }
  return true;
}

static void serve(struct connection *c) {
  bool whole = relay(&c->flow[0], c->end[0], c->end[1]) && relay(&c->flow[1], c->end[1], c->end[0]);
  if (!whole || (c->flow[0].shut && c->flow[1].shut)) hang_up(c);
}

/* What to wait for at one end; an end with nothing to wait for must not be polled, or its hang-up
 * would be told again and again. */
static struct pollfd wait_for(const struct connection *c, int i) {
  const struct flow *in = &c->flow[i], *back = &c->flow[1 - i];
  short events = in->from == in->to && !in->ended ? POLLIN : 0;
  if (back->from < back->to) events |= POLLOUT;
  return (struct pollfd){.fd = events ? c->end[i] : -1, .events = events};
}

/* ---- a step -------------------------------------------------------------------------------- */

static struct {
  int index, pipe, status;
  pid_t leader;
  bool ended;
  int64_t quiet_until;  /* its next output is read no earlier, so that crumbs gather */
} step;

static uint64_t told, dropped;

static void reap(int options) {
  int status;
  pid_t pid;
  while ((pid = waitpid(-1, &status, options)) > 0 || (pid < 0 && errno == EINTR)) {
    if (pid != step.leader) continue;
    step.status = status;
    step.ended = true;
  }
}

/* Tells one piece of the step's output; false when there is none now. */
static bool pass_on_output(void) {
  static unsigned char bytes[8 * CHUNK];
  char text[CHUNK / 3 * 4 + 8];
  bool over = told >= output_limit;
  ssize_t n = read(step.pipe, bytes, over ? sizeof bytes : CHUNK);
  if (n <= 0) return n < 0 && errno == EINTR;
  size_t keep = over ? 0 : (uint64_t)n < output_limit - told ? (size_t)n : output_limit - told;
  if (keep) frame("output %d %s\n", step.index, base64(bytes, keep, text));
  told += keep;
  dropped += n - keep;
  step.quiet_until = keep && n < CHUNK ? monotonic() + COALESCE : 0;
  return true;
}

/* Waits for something to happen, and handles it. */
static void turn(void) {
  static struct pollfd ready[4 + 2 * CONNECTIONS_MAX];
  int64_t time = monotonic(), until = deadline;
  bool listening = room_for_frame() && time >= step.quiet_until;
  if (!listening && room_for_frame() && step.quiet_until < until) until = step.quiet_until;
  struct connection *place = listener < 0 ? NULL : free_place();
  ready[0] = (struct pollfd){.fd = signals, .events = POLLIN};
  ready[1] = (struct pollfd){.fd = out_length ? 1 : -1, .events = POLLOUT};
  ready[2] = (struct pollfd){.fd = listening ? step.pipe : -1, .events = POLLIN};
  ready[3] = (struct pollfd){.fd = place ? listener : -1, .events = POLLIN};
  int count = 4;
  for (int i = 0; listener >= 0 && i < CONNECTIONS_MAX; i++)
    for (int end = 0; end < 2; end++) ready[count++] = wait_for(&connections[i], end);
  int64_t wait = until > time ? until - time : 0;
  struct timespec limit = {.tv_sec = wait / SECOND, .tv_nsec = wait % SECOND};
  if (ppoll(ready, count, &limit, NULL) < 0) return;
  if (ready[0].revents) {
    take_signals();
    reap(WNOHANG);
  }
  if (ready[2].revents && !pass_on_output()) {
    close(step.pipe);  /* all writers closed it; the step may go on */
    step.pipe = -1;
  }
  flush_some();
  for (int i = 4; i < count; i += 2)
    if (ready[i].revents || ready[i + 1].revents) serve(&connections[(i - 4) / 2]);
  if (ready[3].revents) accept_connection(place);
  if (!ending && monotonic() >= deadline) ending = TIMED_OUT;
}

static void close_all_but_standard(void) {
  if (syscall(SYS_close_range, 3, ~0U, 0) == 0) return;
  for (int fd = 3; fd < 65536; fd++) close(fd);
}

__attribute__((noreturn)) static void execute(const char *command, int output) {
  setsid();
  int null = open("/dev/null", O_RDONLY);
  dup2(null, 0);
  dup2(output, 1);
  dup2(output, 2);
  close_all_but_standard();
  /* Our standard output is out of reach now. The kernel shall rather kill a command than PID 1;
   * the file is ours to write only while we are dumpable. */
  prctl(PR_SET_DUMPABLE, 1);
  int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (score >= 0 && write(score, "900", 3) < 0) { /* it dies a little later, then */ }
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  const char *failed = directory;
  if (!chdir(directory)) {
    failed = "/bin/sh";
    execve(failed, (char *[]){"sh", "-c", (char *)command, NULL}, environment);
  }
  int why = errno;
  dprintf(2, "cofferdam: %s: %s\n", failed, strerror(why));
  _exit(why == ENOENT && failed != directory ? 127 : 126);
}

/* Kills and reaps all there is besides us, tells what it had printed, and closes its ways out. */
static void clear_away(void) {
  kill(-1, SIGKILL);
  reap(0);
  while (step.pipe >= 0 && pass_on_output()) continue;
  if (step.pipe >= 0) close(step.pipe);
  hang_up_all();
}

/* True when the step succeeded; else nothing more is executed. */
static bool execute_step(int index, bool *out_of_memory) {
  int64_t began = monotonic(), killed_before = oom_kills();
  int ends[2];
  frame("step-started %d %lld\n", index, epoch_ms());
  flush_some();
  if (pipe2(ends, O_CLOEXEC)) refuse("a pipe can't be made", strerror(errno));
  pid_t leader = fork();
  if (leader == 0) execute(commands[index], ends[1]);
  if (leader < 0) {
    dprintf(ends[1], "cofferdam: fork: %s\n", strerror(errno));
    step.status = 126 << 8;
  }
  close(ends[1]);
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  step.index = index;
  step.pipe = ends[0];
  step.leader = leader;
  step.ended = leader < 0;
  step.quiet_until = 0;
  while (!step.ended && !ending) turn();
  clear_away();
  int signal = WIFSIGNALED(step.status) ? WTERMSIG(step.status) : 0;
  int code = signal ? 128 + signal : WEXITSTATUS(step.status);
  frame("step-ended %d %d %d %lld\n", index, code, signal, (long long)(monotonic() - began) / 1000);
  *out_of_memory = code && oom_kills() > killed_before;
  return !code;
}

static void prepare(void) {
  if (getpid() != 1) refuse("the step driver must be PID 1, for it kills all others", "");
  prctl(PR_SET_DUMPABLE, 0);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  close_all_but_standard();
  umask(022);
  fcntl(1, F_SETFL, fcntl(1, F_GETFL) | O_NONBLOCK);
  sigset_t all, heard;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  sigemptyset(&heard);
  sigaddset(&heard, SIGCHLD);
  sigaddset(&heard, SIGUSR1);
  sigaddset(&heard, SIGTERM);
  sigaddset(&heard, SIGINT);
  signals = signalfd(-1, &heard, SFD_CLOEXEC | SFD_NONBLOCK);
}

int main(void) {
  prepare();
  int64_t began = 0, cpu_before = 0;
  bool out_of_memory = false;
  if (read_spec()) {
    open_way_out();
    began = monotonic();
    cpu_before = cpu_us();
    deadline = began + (timeout_ms < 1000000000000 ? (int64_t)timeout_ms : 1000000000000) * MS;
    frame("accepted %lld\n", epoch_ms());
    for (int i = 0; i < command_count && !ending && execute_step(i, &out_of_memory); i++) continue;
    if (!ending) ending = ENDED_BY_ITSELF;
    collect();
    if (asked && ending == ENDED_BY_ITSELF) ending = asked;
  }
  if (dropped) frame("dropped %llu\n", (unsigned long long)dropped);
  int64_t wall = began ? monotonic() - began : 0, cpu = began ? cpu_us() - cpu_before : 0;
  frame("ended %s %lld %lld %lld %d\n", ending, (long long)wall / 1000, (long long)cpu,
        (long long)peak_bytes(), out_of_memory);
  flush_to(0);
  return 0;
}
