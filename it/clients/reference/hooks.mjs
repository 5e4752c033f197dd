// The three hooks of profile `hooks`: allowRequest, headers, engine middleware.

const queryOf = (request) => new URL(request.url, "http://localhost").searchParams;

export function installHooks(engine) {
  engine.on("initial_headers", (headers) => {
    headers["x-initial"] = "yes";
  });
  engine.on("headers", (headers) => {
    headers["x-every"] = "yes";
  });
  engine.use((request, response, next) => {
    response.setHeader("x-middleware", "yes");
    if (queryOf(request).has("teapot")) {
      response.writeHead(418);
      response.end("teapot");
      return;
    }
    next();
  });
}

installHooks.options = (options) => ({
  ...options,
  allowRequest: (request, callback) => {
    const text = queryOf(request).get("deny");
    callback(text, text === null);
  },
});
