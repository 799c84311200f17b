/** A family of IP addresses. */
export enum IpFamily {
  /** Such as 10.96.0.10. */
  IPV4 = 'IPv4',
  /** Such as fd00::10. */
  IPV6 = 'IPv6',
}

/** How many families of addresses a Service has. */
export enum IpFamilyPolicy {
  /** One, the first of the cluster or the one that is named. */
  SINGLE_STACK = 'SingleStack',
  /** Both where the cluster has both, else the one that it has. */
  PREFER_DUAL_STACK = 'PreferDualStack',
  /** Both; a cluster that has one refuses the Service. */
  REQUIRE_DUAL_STACK = 'RequireDualStack',
}
