package dev.cofferdam.app.conformance;

import dev.cofferdam.domain.runs.NetworkMode;
import java.util.List;
import java.util.stream.Collectors;

/** Attempts to reach what is not for runs: the host, its networks, other runs. */
final class NetworkProbes {
  private static final String NO_CURL =
      "command -v curl > /dev/null || { echo UNTRIED there is no curl in the image; exit; }\n";
  private static final Probe.Conditions PROXIED =
      Probe.Conditions.DEFAULT.with(NetworkMode.PROXIED);

  private NetworkProbes() {}

  static List<Probe> of(Surroundings host) {
    return List.of(
        Probe.of(
            "no network: interfaces", "have another interface than the loopback", interfaces()),
        Probe.of(
            "no network: the host",
            "reach a server of the host",
            NO_CURL + direct(host) + "echo TRIED"),
        Probe.of(
                "proxied: around the proxy",
                "reach the host, its networks or the internet directly",
                interfaces(),
                NO_CURL
                    + direct(host)
                    + """
                    for address in 169.254.169.254 10.0.0.1 172.17.0.1 192.168.0.1 1.1.1.1; do
                      curl -s -m 2 --noproxy '*' -o /dev/null "http://$address/" && echo "BREACH $address was reached directly"
                    done
                    echo TRIED""")
            .under(PROXIED),
        Probe.of(
                "proxied: the host",
                "reach a server of the host through the proxy",
                NO_CURL + through(host) + "echo TRIED")
            .under(PROXIED),
        Probe.of(
                "proxied: private addresses",
                "reach what is not public through the proxy, in all ways to write it",
                NO_CURL
                    + """
                    for host in 127.0.0.1 localhost 127.1 2130706433 0x7f000001 017700000001 0.0.0.0 '[::1]' '[::]' '[::ffff:127.0.0.1]' '[::ffff:10.0.0.1]' \\
                        '[64:ff9b::7f00:1]' '[fe80::1]' '[fd00::1]' 10.0.0.1 172.16.0.1 192.168.1.1 100.64.0.1 198.18.0.1 224.0.0.1 255.255.255.255 169.254.1.1; do
                      code=$(curl -s -m 5 -o /dev/null -w '%{http_code}' -p "http://$host:8080/" 2> /dev/null)
                      case $code in 2*|3*) echo "BREACH $host was reached";; esac
                    done
                    echo TRIED""")
            .under(PROXIED),
        Probe.of(
                "proxied: metadata",
                "reach the cloud's metadata through the proxy",
                NO_CURL
                    + """
                    for host in 169.254.169.254 metadata.google.internal 169.254.170.2 '[fd00:ec2::254]' 2852039166 0xa9fea9fe 100.100.100.200; do
                      code=$(curl -s -m 5 -o /dev/null -w '%{http_code}' -H 'Metadata-Flavor: Google' "http://$host/" 2> /dev/null)
                      case $code in 2*|3*) echo "BREACH $host was reached";; esac
                    done
                    echo TRIED""")
            .under(PROXIED),
        Probe.of(
                "proxied: other protocols",
                "reach mail servers, SSH and others through the proxy",
                NO_CURL
                    + """
                    for port in 22 25 53 110 143 465 587 993; do
                      curl -s -m 5 -p -o /dev/null "http://example.com:$port/"
                      code=$(curl -s -m 5 -p -o /dev/null -w '%{http_connect}' "http://example.com:$port/")
                      [ "$code" = 200 ] && echo "BREACH port $port was reached"
                    done
                    echo TRIED""")
            .under(PROXIED),
        Probe.of(
            "raw sockets",
            "listen to the network, or forge what goes over it",
            """
            command -v perl > /dev/null || { echo UNTRIED there is no perl in the image; exit; }
            perl -MSocket -e '
              print "BREACH a raw socket\\n" if socket(my $raw, PF_INET, SOCK_RAW, 1);
              print "BREACH a packet socket\\n" if socket(my $packet, 17, SOCK_RAW, 0);
              if (socket(my $vm, 40, SOCK_STREAM, 0)) {
                print "BREACH the hypervisor answers\\n" if connect($vm, pack("SSLLx4", 40, 0, 1024, 2));
              }'
            echo TRIED
            """),
        Probe.of(
            "abstract sockets",
            "find sockets of other runs or of the host without a path",
            """
            [ -r /proc/net/unix ] && grep -o '@.*' /proc/net/unix | head -3 | while read -r name; do echo "BREACH $name is there"; done
            echo TRIED
            """));
  }

  private static String interfaces() {
    return """
        grep : /proc/net/dev | cut -d: -f1 | tr -d ' ' | while read -r name; do
          [ "$name" = lo ] || echo "BREACH the interface $name is there"
        done
        echo TRIED
        """;
  }

  private static String direct(Surroundings host) {
    return asked(host, "--noproxy '*'", "directly");
  }

  private static String through(Surroundings host) {
    return asked(host, "", "through the proxy") + asked(host, "-p", "through a tunnel");
  }

  private static String asked(Surroundings host, String options, String how) {
    return host.addresses().stream()
        .map(
            address ->
                "curl -s -m 3 %s http://%s:%d/ | grep -q %s && echo BREACH %s was reached %s%n"
                    .formatted(options, bracketed(address), host.port(), host.word(), address, how))
        .collect(Collectors.joining());
  }

  private static String bracketed(String address) {
    return address.contains(":") ? "'[" + address + "]'" : address;
  }
}
