/** Version 3, which reads YAML 1.1, has the types of version 4 for what is used here. */
declare module 'js-yaml-3' {
  export { load } from 'js-yaml';
}
