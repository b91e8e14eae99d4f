package dev.cofferdam.app.conformance;

import java.util.List;

/** Attempts to have more power than a user without any. */
final class PowerProbes {
  private static final String STATUS =
      """
      status() { while read -r name value; do [ "$name" = "$1:" ] && echo "$value"; done < /proc/self/status; }
      """;

  static final List<Probe> ALL =
      List.of(
          Probe.of(
              "root",
              "be root, or become it",
              """
              [ "$(id -u)" = 0 ] && echo BREACH the commands are root
              [ "$(id -g)" = 0 ] && echo BREACH the commands are of the group root
              echo TRIED
              """),
          Probe.of(
              "capabilities",
              "hold a capability",
              STATUS
                  + """
                  for set in CapInh CapPrm CapEff CapBnd CapAmb; do
                    case "$(status $set)" in *[!0]*) echo "BREACH $set is $(status $set)";; esac
                  done
                  echo TRIED
                  """),
          Probe.of(
              "set-user-id",
              "gain power by a program that has it",
              STATUS
                  + """
                  [ "$(status NoNewPrivs)" = 1 ] || echo BREACH new privileges can be gained
                  for folder in /workspace "$HOME" /tmp; do
                    cp /bin/sh $folder/suid 2> /dev/null && chmod 4755 $folder/suid 2> /dev/null
                    [ -u $folder/suid ] && [ "$($folder/suid -p -c 'id -u')" != "$(id -u)" ] \\
                      && echo "BREACH $folder honours the bit"
                    rm -f $folder/suid
                  done
                  echo TRIED
                  """),
          Probe.of(
              "mounts",
              "mount something, or the image's files as writable",
              """
              for attempt in 'mount -t tmpfs none /mnt' 'mount -o remount,rw /' 'mount --bind /tmp /etc' 'umount /workspace' 'mount -t proc proc /mnt'; do
                $attempt 2> /dev/null && echo "BREACH $attempt"
              done
              echo TRIED
              """),
          Probe.of(
              "image files",
              "write where the image's files are",
              """
              find / -xdev \\( -path /proc -o -path /sys \\) -prune -o -type d -writable -print 2> /dev/null | head -20 > /tmp/found
              for folder in / /etc /usr /usr/bin /bin /lib /var /opt /root /cofferdam $(cat /tmp/found); do
                case $folder in /workspace*|/tmp*|/var/tmp*|"$HOME"*) continue;; esac
                (: > "$folder/.probe") 2> /dev/null && echo "BREACH $folder can be written" && rm -f "$folder/.probe"
              done
              for file in /etc/hosts /etc/resolv.conf /etc/hostname /etc/passwd; do
                (: >> $file) 2> /dev/null && echo "BREACH $file can be written"
              done
              echo TRIED
              """),
          Probe.of(
              "/proc writes",
              "change the kernel by /proc",
              """
              for file in /proc/sys/kernel/core_pattern /proc/sys/kernel/modprobe /proc/sys/vm/overcommit_memory \\
                  /proc/sysrq-trigger /proc/irq/default_smp_affinity /proc/sys/kernel/hostname /proc/sys/net/ipv4/ip_forward; do
                [ -e $file ] && (printf '%s' "$(cat $file 2> /dev/null)" > $file) 2> /dev/null && echo "BREACH $file can be written"
              done
              echo TRIED
              """),
          Probe.of(
              "/sys writes",
              "change the kernel or the limits by /sys",
              """
              find /sys -maxdepth 5 -type f -writable 2> /dev/null | head -3 | while read -r file; do
                (printf '%s' "$(cat "$file" 2> /dev/null)" > "$file") 2> /dev/null && echo "BREACH $file can be written"
              done
              for file in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/pids.max /sys/fs/cgroup/pids/pids.max \\
                  /sys/fs/cgroup/cgroup.procs /sys/kernel/uevent_helper; do
                (echo 1 > $file) 2> /dev/null && echo "BREACH $file can be written"
              done
              mkdir /sys/fs/cgroup/probe /sys/fs/cgroup/memory/probe 2> /dev/null && echo BREACH a control group can be made
              echo TRIED
              """),
          Probe.of(
              "devices",
              "make or open a device of the host",
              """
              mknod /tmp/disk b 8 0 2> /dev/null && echo BREACH a device node can be made
              for node in /dev/* /dev/mapper/* /dev/input/*; do
                case $node in
                  /dev/null|/dev/zero|/dev/full|/dev/random|/dev/urandom|/dev/tty|/dev/ptmx|/dev/console|/dev/std*) continue;;
                esac
                if [ -b $node ] || [ -c $node ]; then (: < $node) 2> /dev/null && echo "BREACH $node can be opened"; fi
              done
              echo TRIED
              """),
          Probe.of(
              "namespaces",
              "make a namespace to be root in",
              """
              command -v unshare > /dev/null || { echo UNTRIED there is no unshare in the image; exit; }
              for kind in -U -m -n -p -i -u -C; do
                unshare $kind true 2> /dev/null && echo "BREACH unshare $kind"
              done
              unshare -Ur true 2> /dev/null && echo BREACH unshare -Ur
              echo TRIED
              """),
          Probe.of(
              "system calls",
              "call what only the host's administrator should",
              """
              [ "$(uname -m)" = x86_64 ] || { echo UNTRIED the numbers are those of x86_64; exit; }
              command -v perl > /dev/null || { echo UNTRIED there is no perl in the image; exit; }
              perl -e '
                my %calls = (add_key => 248, bpf => 321, finit_module => 313, init_module => 175, ioperm => 173, iopl => 172,
                  kexec_load => 246, keyctl => 250, move_mount => 429, open_by_handle_at => 304, open_tree => 428,
                  perf_event_open => 298, pivot_root => 155, quotactl => 179, reboot => 169, request_key => 249,
                  setns => 308, settimeofday => 164, swapon => 167, syslog => 103, unshare => 272, userfaultfd => 323);
                for my $name (sort keys %calls) {
                  $! = 0;
                  my $got = syscall($calls{$name}, ($name eq "unshare" ? 0x10000000 : $name eq "syslog" ? 3 : 1), 0, 0, 0, 0);
                  next if $got == -1 && ($!{EPERM} || $!{ENOSYS} || $!{EACCES});
                  print "BREACH $name is not refused\\n";
                }'
              echo TRIED
              """),
          Probe.of(
              "kernel's secrets",
              "read what the kernel knows of the host",
              """
              for file in /proc/kcore /proc/keys /proc/timer_list /proc/sched_debug /proc/latency_stats /proc/acpi/* /proc/scsi/* /sys/firmware/*/*; do
                [ -e $file ] && [ -n "$(head -c 64 $file 2> /dev/null | tr -d '\\0')" ] && echo "BREACH $file can be read"
              done
              grep -qv '^0*  *[a-zA-Z]' /proc/kallsyms 2> /dev/null && echo BREACH the addresses of the kernel can be read
              echo TRIED
              """),
          Probe.of(
              "sockets",
              "find the engine's socket, or anybody's but the way out",
              """
              for socket in /var/run/docker.sock /run/docker.sock /run/containerd/containerd.sock /run/podman/podman.sock; do
                [ -e $socket ] && echo "BREACH $socket is there"
              done
              find / \\( -path /proc -o -path /sys \\) -prune -o -type s -print 2> /dev/null | while read -r socket; do
                [ "$socket" = /run/cofferdam/proxy.sock ] || echo "BREACH $socket is there"
              done
              echo TRIED
              """),
          Probe.of(
              "host's processes",
              "see or signal a process that isn't the run's",
              """
              for folder in /proc/[0-9]*; do
                [ $folder = /proc/1 ] || [ -O $folder ] || echo "BREACH a process of another user can be seen: $(cat $folder/comm 2> /dev/null)"
              done
              [ "$(ls -d /proc/[0-9]* | wc -l)" -lt 10 ] || echo BREACH many processes can be seen
              echo TRIED
              """));

  private PowerProbes() {}
}
