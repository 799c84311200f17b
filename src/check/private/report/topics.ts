import { RULES_BY_PAGE } from '../rules/all';

/** A rule, and the page of docs/checks that explains it. */
export interface RuleTopic {
  readonly id: string;
  readonly title: string;
  readonly page: string;
}

/** It is found when all other rules have run. */
const UNUSED = { id: 'unused-acknowledgement', title: 'an acknowledgement that matches no finding' };

/** All rules with their pages, each id once. */
export const TOPICS: RuleTopic[] = [
  ...new Map(
    Object.entries({ ...RULES_BY_PAGE, acknowledgements: [UNUSED] }).flatMap(([page, rules]) =>
      rules.map(({ id, title }) => [id, { id, title, page }]),
    ),
  ).values(),
];

/** Where a rule is explained. */
export function helpOf({ id, page }: RuleTopic, homepage: string): string {
  return `${homepage}/blob/main/docs/checks/${page}.md#${id}`;
}
