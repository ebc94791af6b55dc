/**
 * Below which path the server stands: "" for most, "/reframe" behind a proxy that gives it a part of
 * a site. The address of this very file tells, on our pages and on those of the app alike.
 */
export const home = new URL(import.meta.url).pathname.split("/room/static/")[0] ?? "";
