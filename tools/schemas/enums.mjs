// The OpenAPI files of a release lack the values of enums; the Go file that a server is built with has them.

/**
 * The values of every field that is an enum, or a list or map of one, under `type.field`.
 *
 * @param {string} source the text of zz_generated.openapi.go, as gofmt writes it
 */
export function enumsOf(source) {
  const enums = new Map();
  let type, field;
  for (const line of source.split('\n')) {
    type = /^func schema_(\w+)\(/.exec(line)?.[1] ?? type;
    field = /^\t{5}"([^"]+)": \{$/.exec(line)?.[1] ?? field;
    const values = /^\t{7,}Enum:\s+\[\]interface\{\}\{(.*)\},$/.exec(line)?.[1];
    if (values !== undefined) enums.set(`${typeName(type)}.${field}`, JSON.parse(`[${values}]`));
  }
  return enums;
}

/** `k8sio_api_core_v1_Pod` is `io.k8s.api.core.v1.Pod`. */
function typeName(name) {
  return name
    .replace(/^k8sio_api_/, 'io.k8s.api.')
    .replace(/^pkg_apis_apiextensions_/, 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.')
    .replace(/_(v\w+?)_/, '.$1.');
}
