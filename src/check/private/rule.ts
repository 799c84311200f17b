import { Severity } from '../finding';
import { Graph } from './graph';
import { KubeObject } from './kube-object';
import { Place } from './place';
import { Container, Pods } from './pods';

/** What a rule finds: `'field' <words>, got <value>; <way out>`. */
export interface Problem {
  /** The value that is wrong; where it is absent, the place where it should be. */
  readonly place: Place;
  readonly words: string;
  readonly wayOut: string;

  /** What the value is, when it is not the value of the place itself. */
  readonly got?: string;

  /** Id of the rule that is broken, when it is not the one that looked. */
  readonly rule?: string;
  readonly severity?: Severity;
}

/** A rule over the rendered objects, with the hooks that look for it. */
export interface Rule {
  /** Also the heading of its section in docs/checks.md. */
  readonly id: string;

  /** What it finds, in one line: `a Service whose selector selects no pods`. */
  readonly title: string;

  /** The kinds for whose objects the hook of objects is called, as `Kind.group`; all kinds when absent. */
  readonly kinds?: string[];

  /** The fields of an object of which one must be there for the hook of objects to be called: `spec.ports.nodePort`. */
  readonly fields?: string[];

  /** The fields of a pod spec of which one must be there for the hook of pods to be called. */
  readonly podFields?: string[];

  /** The fields of a container of which one must be there for the hook of containers to be called. */
  readonly containerFields?: string[];

  /** Is called for each object of its kinds. */
  readonly object?: (object: KubeObject, graph: Graph) => Iterable<Problem>;

  /** Is called for the pods of each object that makes pods, of any kind. */
  readonly pods?: (pods: Pods, graph: Graph) => Iterable<Problem>;

  /** Is called for each container of them. */
  readonly container?: (container: Container, pods: Pods, graph: Graph) => Iterable<Problem>;

  /** Is called once for an apply set. */
  readonly set?: (graph: Graph) => Iterable<Problem>;
}

/** No problems, as nearly always. */
export const NONE: Problem[] = [];

/** The problem of a place. */
export function problem(place: Place, words: string, wayOut: string, got?: string): Problem {
  return { place, words, wayOut, got };
}

/** The problem of a place that may be right: something is needed that is not in the manifests. */
export function doubt(place: Place, words: string, wayOut: string, got?: string): Problem {
  return { place, words, wayOut, got, severity: Severity.WARNING };
}

/** `did you mean "x"?`, or else the way out. */
export function meant(name: string | undefined, otherwise: string): string {
  return name === undefined ? otherwise : `did you mean "${name}"?`;
}

/** Names as messages list them, at most ten; `none` when there are none. */
export function listed(names: Iterable<string>): string {
  const all = [...names];
  if (all.length === 0) return 'none';
  return all.length > 10 ? `${all.slice(0, 10).join(', ')} and ${all.length - 10} more` : all.join(', ');
}
