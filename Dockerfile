# Cofferdam's server, worker and migrations: one image, told apart by its first argument.
#   docker build -t cofferdam/cofferdam:dev .

FROM maven:3.9.16-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn -B -ntp -DskipTests -pl app -am package

FROM eclipse-temurin:25.0.3_9-jre-noble
# not 10001: that is the user of the sandboxes
RUN groupadd --gid 10010 cofferdam \
 && useradd --uid 10010 --gid cofferdam --no-create-home --home-dir /data --shell /usr/sbin/nologin cofferdam \
 && install -d -m 0700 -o cofferdam -g cofferdam /data /keys
WORKDIR /opt/cofferdam
# the libraries first: they change less often than we do
COPY --from=build /src/app/target/lib/ lib/
COPY --from=build /src/config.yml ./
COPY --from=build /src/plans/ plans/
COPY --from=build /src/app/target/cofferdam.jar ./
USER 10010:10010
ENV COFFERDAM_DATA_DIR=/data
EXPOSE 8080 8081
# bash, because no HTTP client can be relied on in a JRE image
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/${COFFERDAM_ADMIN_PORT:-8081} && printf 'GET /healthcheck HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar", "/opt/cofferdam/cofferdam.jar"]
CMD ["server", "config.yml"]
