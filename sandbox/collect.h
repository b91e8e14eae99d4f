/*
 * Files that the commands leave behind and that were asked for. Part of driver.c, which includes it.
 *
 * By now every process but us is dead, so nothing changes under our hands. We go down from the
 * working directory by file descriptors and follow no link; what is no regular file is left out.
 * Patterns are matched on the way as in adapters/driver, FilePatterns, which is the same for the
 * process runtime.
 */
#include <dirent.h>

enum {
  PATTERNS_MAX = 32,
  PARTS_MAX = 30,
  PATH_BYTES_MAX = 1024,
  FOLDERS_MAX = 64,      /* one within the other */
  LEFT_OUT_TOLD = 20     /* one by one; further ones are counted */
};

static struct pattern {
  char *parts[PARTS_MAX];
  int count;
} patterns[PATTERNS_MAX];
static int pattern_count;

static struct {
  bool given;
  uint64_t files, file_bytes, total_bytes, ms;
} limits;

static char path[PATH_BYTES_MAX + 1];
static uint64_t files_told, bytes_told, left_out_count;
static int64_t collect_until;
static bool collect_over;

static void take_pattern(char *text) {
  if (pattern_count == PATTERNS_MAX) refuse("there are too many patterns", "");
  struct pattern *pattern = &patterns[pattern_count++];
  for (char *part = text; part; ) {
    char *slash = strchr(part, '/');
    if (slash) *slash++ = 0;
    if (!*part || !strcmp(part, ".") || !strcmp(part, "..") || pattern->count == PARTS_MAX)
      refuse("a pattern can't be one", "");
    pattern->parts[pattern->count++] = part;
    part = slash;
  }
}

static void take_limits(const unsigned char *value, size_t length) {
  if (length != 24) refuse("the limits are malformed", "");
  limits.given = true;
  limits.files = big_endian(value, 4);
  limits.file_bytes = big_endian(value + 4, 8);
  limits.total_bytes = big_endian(value + 12, 8);
  limits.ms = big_endian(value + 20, 4);
}

/* ---- matching: bit i of a pattern's state says that its first i parts are matched ----------- */

static bool any_folders(const char *part) { return !strcmp(part, "**"); }

/* In time proportional to the product of the lengths, whatever they hold. */
static bool matches(const char *part, const char *name) {
  const char *star = NULL, *retry = NULL;
  if (*name == '.' && *part != '.') return false;
  while (*name) {
    if (*part == '*') {
      star = part++;
      retry = name;
    } else if (*part == '?') {
      do name++;
      while ((*name & 0xc0) == 0x80);
      part++;
    } else if (*part == *name) {
      part++;
      name++;
    } else if (star) {
      part = star + 1;
      name = ++retry;
    } else {
      return false;
    }
  }
  while (*part == '*') part++;
  return !*part;
}

static uint32_t closed(const struct pattern *pattern, uint32_t bits) {
  for (int i = 0; i < pattern->count; i++)
    if (bits & 1u << i && any_folders(pattern->parts[i])) bits |= 1u << (i + 1);
  return bits;
}

/* The states below a name in a folder; true when a file of this name is asked for. */
static bool descend(const uint32_t *folder, const char *name, uint32_t *below, bool *leads_on) {
  bool file = false;
  *leads_on = false;
  for (int p = 0; p < pattern_count; p++) {
    const struct pattern *pattern = &patterns[p];
    int last = pattern->count;
    uint32_t kept = 0, advanced = 0;
    for (int i = 0; i <= last; i++) {
      if (!(folder[p] & 1u << i)) continue;
      bool stays = i == last || any_folders(pattern->parts[i]);
      if (stays && *name != '.') kept |= 1u << i;
      if (!stays && matches(pattern->parts[i], name)) advanced |= 1u << (i + 1);
    }
    if ((kept | advanced) & 1u << last) file = true;
    if (any_folders(pattern->parts[last - 1]) && kept & 1u << (last - 1)) file = true;
    below[p] = closed(pattern, kept | advanced);
    if (below[p]) *leads_on = true;
  }
  return file;
}

/* ---- telling ------------------------------------------------------------------------------- */

/* Waits for room to tell more; true when there is no time left, or we are stopped. */
static bool nothing_more(void) {
  flush_some();
  take_signals();
  while (!asked && !room_for_frame() && monotonic() < collect_until) {
    struct pollfd ready[] = {{.fd = 1, .events = POLLOUT}, {.fd = signals, .events = POLLIN}};
    poll(ready, 2, (collect_until - monotonic()) / MS + 1);
    flush_some();
    take_signals();
  }
  if (asked || monotonic() >= collect_until) collect_over = true;
  return collect_over;
}

static void leave_out(const char *why) {
  char text[CHUNK / 3 * 4 + 8];
  if (left_out_count++ < LEFT_OUT_TOLD)
    frame("left-out %s %s\n", why, base64((unsigned char *)path, strlen(path), text));
}

static void tell_file(int folder, const char *name) {
  static unsigned char bytes[CHUNK];
  char text[CHUNK / 3 * 4 + 8];
  struct stat is;
  int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (file < 0 || fstat(file, &is) || !S_ISREG(is.st_mode)) {
    if (file >= 0) close(file);
    leave_out("unreadable");
    return;
  }
  uint64_t size = is.st_size, sent = 0;
  if (files_told == limits.files) leave_out("count");
  else if (size > limits.file_bytes) leave_out("size");
  else if (size > limits.total_bytes - bytes_told) leave_out("total");
  else {
    frame("file %s %llu\n", base64((unsigned char *)path, strlen(path), text), (unsigned long long)size);
    while (sent < size && !nothing_more()) {
      ssize_t n = read(file, bytes, size - sent < CHUNK ? size - sent : CHUNK);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) break;
      frame("file-bytes %s\n", base64(bytes, n, text));
      sent += n;
    }
    frame("file-ended %d\n", sent == size);
    if (sent < size) leave_out(collect_over ? "time" : "unreadable");
    if (sent == size) files_told++;
    bytes_told += sent;
  }
  close(file);
}

static void look_into(int folder, size_t length, const uint32_t *states, int depth) {
  DIR *entries = fdopendir(folder);
  struct dirent *entry;
  if (!entries) {
    close(folder);
    leave_out("unreadable");
    return;
  }
  while (!nothing_more() && (entry = readdir(entries))) {
    const char *name = entry->d_name;
    uint32_t below[PATTERNS_MAX];
    bool leads_on;
    struct stat is;
    if (!strcmp(name, ".") || !strcmp(name, "..")) continue;
    bool file = descend(states, name, below, &leads_on);
    if ((!file && !leads_on) || fstatat(folder, name, &is, AT_SYMLINK_NOFOLLOW)) continue;
    bool is_folder = S_ISDIR(is.st_mode);
    if (!is_folder && !file) continue;
    size_t end = length + snprintf(path + length, sizeof path - length, "%s%s", length ? "/" : "", name);
    if (end > PATH_BYTES_MAX || (is_folder && depth == FOLDERS_MAX)) {
      leave_out("name");
    } else if (!is_folder && !S_ISREG(is.st_mode)) {
      leave_out("kind");
    } else if (!is_folder) {
      tell_file(folder, name);
    } else {
      int inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      if (inner < 0) leave_out("unreadable");
      else look_into(inner, end, below, depth + 1);
    }
    path[length] = 0;
  }
  closedir(entries);
}

static void collect(void) {
  if (!pattern_count || asked) return;
  collect_until = monotonic() + (int64_t)limits.ms * MS;
  uint32_t start[PATTERNS_MAX];
  for (int p = 0; p < pattern_count; p++) start[p] = closed(&patterns[p], 1);
  uint64_t before = left_out_count;
  int root = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) leave_out("unreadable");
  else look_into(root, 0, start, 0);
  if (collect_over && left_out_count == before) leave_out("time");
  if (left_out_count > LEFT_OUT_TOLD)
    frame("more-left-out %llu\n", (unsigned long long)left_out_count - LEFT_OUT_TOLD);
}
