import { Place } from './place';
import { Pods } from './pods';

interface Expression {
  readonly key: string;
  readonly operator: string;
  readonly values: string[];
}

/** Which labels are meant: all of `labels`, and all expressions. */
export class Selector {
  /** A map of labels, as Services have it. */
  public static labels(place: Place): Selector {
    return new Selector(place, place.texts, []);
  }

  /** A `LabelSelector` with `matchLabels` and `matchExpressions`. */
  public static of(place: Place): Selector {
    const expressions = place.at('matchExpressions').items.map((item) => ({
      key: item.at('key').text ?? '',
      operator: item.at('operator').text ?? '',
      values: item.at('values').items.flatMap(({ text }) => text ?? []),
    }));
    return new Selector(place, place.at('matchLabels').texts, expressions);
  }

  private constructor(
    public readonly place: Place,
    public readonly labels: { readonly [key: string]: string },
    public readonly expressions: Expression[],
  ) {}

  /** An empty selector, which means all. */
  public get empty(): boolean {
    return Object.keys(this.labels).length === 0 && this.expressions.length === 0;
  }

  /** Whether it selects the pods, with the labels that their controllers add. */
  public selects(pods: Pods): boolean {
    return (
      Object.entries(this.labels).every(([key, value]) => pods.mayHave(key, value)) &&
      this.expressions.every((expression) => holds(expression, pods))
    );
  }

  /** Whether it selects an object with these labels. */
  public matches(labels: { readonly [key: string]: string }): boolean {
    return (
      Object.entries(this.labels).every(([key, value]) => labels[key] === value) &&
      this.expressions.every(({ key, operator, values }) => {
        const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
        return fits(operator, values, value);
      })
    );
  }
}

function holds({ key, operator, values }: Expression, pods: Pods): boolean {
  if (Object.hasOwn(pods.labels, key)) return fits(operator, values, pods.labels[key]);
  if (!pods.madeKeys.includes(key)) return fits(operator, values, undefined);
  return operator !== 'DoesNotExist' && (operator !== 'In' || values.some((value) => pods.mayHave(key, value)));
}

function fits(operator: string, values: string[], value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return true;
  }
}
