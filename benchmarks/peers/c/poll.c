/*
 * The limit of long polling: the application's echo and broadcast, hard-coded, on one epoll loop. No framework, no JSON,
 * no limits, no heartbeats. Argument: the port. Ends with its standard input.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#define MAX_FDS 65536
#define MAX_SESSIONS 262144

struct session {
  char *queue; /* packets waiting for a poll, with separators between them */
  int length, capacity;
  int poll; /* the connection whose poll waits, or -1 */
  int member;
};

struct connection {
  char *in;
  int length, capacity;
};

static struct session sessions[MAX_SESSIONS];
static struct connection connections[MAX_FDS];
static int session_count;
static int *members, member_count;
static int loop;

static void reply(int fd, const char *body, int length) {
  char head[160];
  int n = snprintf(head, sizeof head,
                   "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: %d\r\n\r\n", length);
  char small[4096];
  if (n + length <= (int)sizeof small) {
    memcpy(small, head, n);
    memcpy(small + n, body, length);
    if (write(fd, small, n + length) != n + length) perror("write");
  } else {
    if (write(fd, head, n) != n || write(fd, body, length) != length) perror("write");
  }
}

static void send_packet(struct session *s, const char *a, int a_length, const char *b, int b_length) {
  int more = a_length + b_length + 1;
  if (s->length + more > s->capacity) {
    s->capacity = 2 * (s->length + more);
    s->queue = realloc(s->queue, s->capacity);
  }
  if (s->length) s->queue[s->length++] = 0x1e;
  memcpy(s->queue + s->length, a, a_length);
  memcpy(s->queue + s->length + a_length, b, b_length);
  s->length += a_length + b_length;
}

static void serve(struct session *s) {
  if (s->poll >= 0 && s->length) {
    reply(s->poll, s->queue, s->length);
    s->poll = -1;
    s->length = 0;
  }
}

static void packet(int id, const char *p, int length) {
  struct session *s = &sessions[id];
  if (p[0] != '4') return;
  if (p[1] == '0') {
    send_packet(s, "40{\"sid\":\"limit\"}", 17, "", 0);
  } else if (p[2] == '[' && p[4] == 'e') {
    send_packet(s, p, length, "", 0);
  } else if (p[2] == '[') { /* 42["broadcast", */
    for (int i = 0; i < member_count; i++) {
      send_packet(&sessions[members[i]], "42[\"news\"", 9, p + 14, length - 14);
      serve(&sessions[members[i]]);
    }
  } else { /* 42ID["join", */
    const char *bracket = memchr(p, '[', length);
    if (bracket[2] == 'j' && !s->member) {
      s->member = 1;
      members[member_count++] = id;
    }
    char ack[32] = "43";
    int digits = (int)(bracket - p) - 2;
    memcpy(ack + 2, p + 2, digits);
    send_packet(s, ack, 2 + digits, "[]", 2);
  }
  serve(s);
}

static void packets(int id, const char *body, int length) {
  const char *end = body + length;
  while (body < end) {
    const char *stop = memchr(body, 0x1e, end - body);
    if (!stop) stop = end;
    packet(id, body, (int)(stop - body));
    body = stop + 1;
  }
}

static void get(int fd, int id) {
  if (id < 0) {
    char body[160];
    sessions[session_count].poll = -1;
    int n = snprintf(body, sizeof body,
                     "0{\"sid\":\"%d\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}",
                     session_count++);
    reply(fd, body, n);
    return;
  }
  sessions[id].poll = fd;
  serve(&sessions[id]);
}

/* One request, if all of it is there; returns its length. */
static int request(int fd, char *in, int length) {
  char *head_end = memmem(in, length, "\r\n\r\n", 4);
  if (!head_end) return 0;
  int head = (int)(head_end - in) + 4;
  *head_end = 0;
  char *sid = strstr(in, "&sid=");
  int id = sid ? atoi(sid + 5) : -1;
  if (in[0] == 'G') {
    get(fd, id);
    return head;
  }
  char *field = strcasestr(in, "\r\ncontent-length:");
  int body = field ? atoi(field + 17) : 0;
  if (length < head + body) {
    *head_end = '\r';
    return 0;
  }
  packets(id, in + head, body);
  reply(fd, "ok", 2);
  return head + body;
}

static void readable(int fd) {
  struct connection *c = &connections[fd];
  if (c->capacity - c->length < 8192) {
    c->capacity = 2 * c->capacity + 16384;
    c->in = realloc(c->in, c->capacity);
  }
  int n = (int)read(fd, c->in + c->length, c->capacity - c->length - 1);
  if (n <= 0) {
    if (n < 0 && errno == EAGAIN) return;
    for (int i = 0; i < session_count; i++)
      if (sessions[i].poll == fd) sessions[i].poll = -1;
    close(fd);
    c->length = 0;
    return;
  }
  c->length += n;
  int used = 0, one;
  while (used < c->length && (one = request(fd, c->in + used, c->length - used)) > 0) used += one;
  c->length -= used;
  memmove(c->in, c->in + used, c->length);
}

static int answer_control(void) {
  char line[64];
  int n = (int)read(0, line, sizeof line - 1);
  if (n <= 0) return 0;
  line[n] = 0;
  line[strcspn(line, "\n")] = 0;
  printf("%s 0\n", line);
  fflush(stdout);
  return 1;
}

static void watch(int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  epoll_ctl(loop, EPOLL_CTL_ADD, fd, &event);
}

int main(int argc, char **argv) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(argc > 1 ? atoi(argv[1]) : 3000)};
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1024)) {
    perror("listen");
    return 1;
  }
  members = malloc(MAX_SESSIONS * sizeof *members);
  loop = epoll_create1(0);
  watch(listener);
  watch(0);
  puts("ready");
  fflush(stdout);
  struct epoll_event events[512];
  for (;;) {
    int n = epoll_wait(loop, events, 512, -1);
    for (int i = 0; i < n; i++) {
      int fd = events[i].data.fd;
      if (fd == 0) {
        if (!answer_control()) return 0;
      } else if (fd == listener) {
        int client;
        while ((client = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
          setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
          watch(client);
        }
      } else {
        readable(fd);
      }
    }
  }
}
