import { Chart } from 'cdk8s';
import { External, ExternalObject, Header } from '../../declare';
import { Tree } from './tree';

/** The header comment of a file with these charts: what was declared around, on and in them; without declarations it is empty. */
export function headerOf(charts: Chart[], tree: Tree): string {
  if (tree.described.size === 0) return '';
  const around = charts.flatMap((chart) => chart.node.scopes).filter((scope) => scope.node.metadata.length > 0);
  const constructs = [...new Set([...around, ...charts.flatMap((chart) => tree.described.get(chart) ?? [])])];
  const headers = constructs.flatMap((construct) => Header.declaredOn(construct));
  const lines = [
    ...headers.flatMap(({ source, construct, lines: more = [] }) => [
      ...(source === undefined ? [] : [`source: ${source}`]),
      ...(construct === undefined ? [] : [`construct: ${construct}`]),
      ...more,
    ]),
    ...constructs.flatMap((construct) => External.declaredOn(construct)).map((object) => `needs: ${described(object)}`),
    ...headers.flatMap(({ deleteFirst = [] }) => deleteFirst.map((object) => `delete first: ${object}`)),
  ];
  return [...new Set(lines)].map((line) => `# ${line}\n`).join('');
}

function described({ kind, name, namespace, keys = [], reason }: ExternalObject): string {
  return [
    `${kind} ${name}`,
    namespace === undefined ? '' : ` in namespace ${namespace}`,
    keys.length === 0 ? '' : ` with ${keys.join(', ')}`,
    reason === undefined ? '' : ` (${reason})`,
  ].join('');
}
