/** What is read of a rendered object; a chart with a `toJson` of its own may render anything. */
export interface Json {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly [key: string]: unknown };
}
