# The service with its web page, in an image that needs nothing else: without DATABASE_URL it runs its own PostgreSQL
# under /data. Debian and not Alpine, as the embedded PostgreSQL is built for glibc.
ARG NODE=node:20-bookworm-slim

# What the root, the client and the web page ask for: this layer changes only with the lock file.
FROM ${NODE} AS manifests
WORKDIR /app
COPY package.json package-lock.json ./
COPY packages/client/package.json packages/client/
COPY web/package.json web/

FROM manifests AS build
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

# Without the development tools, and without what only the browser loads: that is in the built page.
FROM manifests AS dependencies
RUN npm ci --omit=dev --workspace=packages/client --include-workspace-root --no-audit --no-fund

FROM ${NODE}
LABEL org.opencontainers.image.title="OneClass Monitoring" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/packages/client/package.json ./packages/client/
COPY --from=build /app/packages/client/dist ./packages/client/dist
COPY --from=build /app/dist-web ./dist-web
COPY --from=build /app/dist ./dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/v1/monitoring/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not through npm: signals must reach the service, which finishes the requests in flight.
CMD ["node", "dist/bundle/main.js"]
