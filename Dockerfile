# One image per function. All of them share one base, one bundle and every layer; they differ in their ENTRYPOINT only,
# because kpt and Porch hand a container no arguments.
#   npm run images                              builds all of them from the bundle in build/
#   docker build --target build --output build .   makes the bundle without npm on this machine; then as above
ARG BASE=gcr.io/distroless/nodejs24-debian12:nonroot

FROM docker.io/library/node:24 AS compile
WORKDIR /src
COPY package.json package-lock.json .npmrc tsconfig.json ./
COPY scripts scripts
COPY src src
COPY functions functions
RUN npm ci

FROM scratch AS build
COPY --from=compile /src/build/*.cjs /

# The image of the command itself: `krm-fleet …`.
FROM ${BASE} AS base
COPY build/*.cjs /app/
USER 65534:65534
ENTRYPOINT ["/nodejs/bin/node", "/app/krm-fleet.cjs"]
CMD []

# --- functions: written by `npm run images -- --write`, do not edit below

FROM base AS apply-cluster-context
ENTRYPOINT ["/nodejs/bin/node", "/app/krm-fleet.cjs", "fn", "apply-cluster-context"]

FROM base AS generate-cluster-resource-set
ENTRYPOINT ["/nodejs/bin/node", "/app/krm-fleet.cjs", "fn", "generate-cluster-resource-set"]

FROM base AS inject-flux-sync
ENTRYPOINT ["/nodejs/bin/node", "/app/krm-fleet.cjs", "fn", "inject-flux-sync"]

FROM base AS inject-root-sync
ENTRYPOINT ["/nodejs/bin/node", "/app/krm-fleet.cjs", "fn", "inject-root-sync"]

FROM base AS validate-cluster-resource-set
ENTRYPOINT ["/nodejs/bin/node", "/app/krm-fleet.cjs", "fn", "validate-cluster-resource-set"]

FROM base AS validate-network-contexts
ENTRYPOINT ["/nodejs/bin/node", "/app/krm-fleet.cjs", "fn", "validate-network-contexts"]
