# One image with collector, dashboard, SDK and the embedded engine. See docs/operate.md.
FROM node:22-bookworm-slim AS build
WORKDIR /build
COPY . .
RUN npm ci --no-audit --no-fund && npm run build && npm pack --workspace collector --pack-destination /package

FROM node:22-bookworm-slim
COPY --from=build /package/*.tgz /tmp/package.tgz
RUN npm install --global --no-audit --no-fund /tmp/package.tgz && rm /tmp/package.tgz \
 && mkdir /data /config && chown node:node /data /config
USER node
VOLUME ["/data", "/config"]
EXPOSE 4680
# readiness follows the engine; liveness is what a restart can mend
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4680/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["watchglass"]
CMD ["serve", "--host", "0.0.0.0", "--data", "/data", "--config", "/config/watchglass.yaml"]
