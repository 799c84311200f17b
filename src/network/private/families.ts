import { IConstruct } from 'constructs';
import { invalid, shown } from '../../private/errors';
import { IpFamily, IpFamilyPolicy } from '../ip-family';

/** The props of a Service that say which addresses it has. */
interface Families {
  readonly ipFamilies?: IpFamily[];
  readonly ipFamilyPolicy?: IpFamilyPolicy;
}

/** Fails when families are named twice, or are two without a policy for two, or stand in an ExternalName. */
export function checkFamilies(
  scope: IConstruct,
  { ipFamilies, ipFamilyPolicy }: Families,
  isExternalName: boolean,
): void {
  if (isExternalName && (ipFamilies !== undefined || ipFamilyPolicy !== undefined)) {
    const [prop, value] =
      ipFamilies === undefined ? ['ipFamilyPolicy', ipFamilyPolicy] : (['ipFamilies', ipFamilies] as const);
    throw invalid(scope, `'${prop}' must not be set with the type ExternalName, got ${shown(value)}`, 'omit it');
  }
  if (ipFamilies === undefined) return;
  if (ipFamilies.length === 0 || new Set(ipFamilies).size < ipFamilies.length) {
    throw invalid(scope, `'ipFamilies' must name one family, or both, got ${shown(ipFamilies)}`, 'name each once');
  }
  if (ipFamilies.length === 2 && (ipFamilyPolicy ?? IpFamilyPolicy.SINGLE_STACK) === IpFamilyPolicy.SINGLE_STACK) {
    const problem = `'ipFamilyPolicy' must be PreferDualStack or RequireDualStack with two 'ipFamilies'`;
    throw invalid(scope, `${problem}, got ${shown(ipFamilyPolicy ?? null)}`, 'set it, or name one family');
  }
}
