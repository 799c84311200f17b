import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { invalid } from '../private/errors';
import { Manifest, override, withoutOverrides } from '../private/override';
import { apiObjectOf } from './private/api-object';
import { PointerError, keysOf, removeAt, setAt } from './private/json-pointer';
import { copyJson } from './private/plain-json';

interface Operation {
  readonly verb: string;
  readonly pointer: string;
  readonly apply: (json: Manifest) => void;
}

const overrides = new WeakMap<ApiObject, Override>();

const WAY_OUT = "compare it with what the object renders, such as '/spec/replicas'";

/**
 * The escape hatch: changes the manifest of one object where its construct has no prop for it.
 *
 * Works on constructs of this library, of `cdk8s-plus` and on plain API objects, in any App. Unlike a cdk8s JSON patch,
 * nothing is lost on the way: unknown fields and plain quantities arrive as written, and what cannot be done fails.
 * Overrides run last, in the order in which they are written.
 *
 * @example
 *
 * declare.Override.of(deployment)
 *   .set('/spec/template/spec/hostNetwork', true)
 *   .remove('/spec/template/metadata/annotations/example.com~1hash');
 */
export class Override {
  /**
   * The manifest of a construct: of itself, or of its default child. Fails when neither is an `ApiObject`.
   * Names that others refer to (`metadata.name`, labels, ports) stay what they were for those others.
   */
  public static of(construct: IConstruct): Override {
    const object = apiObjectOf(construct);
    const known = overrides.get(object);
    if (known !== undefined) return known;
    const made = new Override(object);
    overrides.set(object, made);
    return made;
  }

  private readonly operations: Operation[] = [];

  private constructor(private readonly object: ApiObject) {
    override(object, (json) => this.applied(json));
    object.node.addValidation({ validate: () => this.problems() });
  }

  /**
   * Sets a field, or an item of a list: an existing one by its index, a new one at the end with `-`.
   * The parent must be there. Fails when the value is not plain JSON (`undefined`, a function, a class instance, `NaN`).
   *
   * @param pointer where, as a JSON pointer (RFC 6901): `/spec/template/spec/containers/0/image`; `/` in a key is `~1`, `~` is `~0`
   * @param value the new value; it is copied
   */
  public set(pointer: string, value: unknown): Override {
    const { copy, wrong } = copyJson(value);
    if (wrong.length > 0) {
      throw invalid(
        this.object,
        `override '${pointer}' must be plain JSON, got ${wrong.join(', ')}`,
        'write strings, numbers, booleans, lists and objects',
      );
    }
    return this.add('set', pointer, (json) => setAt(json, pointer, copyJson(copy).copy));
  }

  /**
   * Removes a field, or an item of a list. Fails when it is not there.
   *
   * @param pointer where, as a JSON pointer (RFC 6901)
   */
  public remove(pointer: string): Override {
    return this.add('remove', pointer, (json) => removeAt(json, pointer));
  }

  private add(verb: string, pointer: string, apply: Operation['apply']): Override {
    const operation = { verb, pointer, apply };
    const problem = problemOf(operation, () => keysOf(pointer));
    if (problem !== undefined) throw invalid(this.object, problem, WAY_OUT);
    this.operations.push(operation);
    return this;
  }

  private applied(json: Manifest): Manifest {
    for (const operation of this.operations) {
      const problem = problemOf(operation, () => operation.apply(json));
      if (problem !== undefined) throw invalid(this.object, problem, WAY_OUT);
    }
    return json;
  }

  private problems(): string[] {
    const json = withoutOverrides(this.object);
    return this.operations
      .map((operation) => problemOf(operation, () => operation.apply(json)))
      .filter((problem) => problem !== undefined)
      .map((problem) => `${problem}; ${WAY_OUT}`);
  }
}

function problemOf({ verb, pointer }: Operation, run: () => void): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof PointerError) return `override '${verb} ${pointer}' ${error.message}`;
    throw error;
  }
}
