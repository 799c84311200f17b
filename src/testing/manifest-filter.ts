/** Which manifests are meant: those that have all of this. */
export interface ManifestFilter {
  /**
   * The name.
   * @default - any
   */
  readonly name?: string;

  /**
   * The namespace; objects that name none are in `default`, and kinds that have none are in none.
   * @default - any
   */
  readonly namespace?: string;

  /**
   * Labels of the object; it may have more.
   * @default - any
   */
  readonly labels?: { [key: string]: string };

  /**
   * The group and version, such as `apps/v1`.
   * @default - any
   */
  readonly apiVersion?: string;
}
