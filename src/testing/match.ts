import { Matcher } from './matcher';
import { Comparison } from './private/comparison';
import { brief } from './private/describe';
import { withItems, withNames } from './private/lists';
import { base64Of, iniOf, propertiesOf, yamlOf } from './private/texts';

/**
 * What can be asked for beside plain values. Without a matcher, objects may have more members than are asked for, and
 * lists must have the same items in the same order. A regular expression asks for a text.
 */
export class Match {
  /** The field is not there, or `null`, which Kubernetes takes for the same. */
  public static absent(): Matcher {
    return Matcher._of(
      () => 'absent',
      (actual, at) => ((actual ?? undefined) === undefined ? [] : at.differs('must not be there', actual)),
    );
  }

  /** The field is there, with any value. */
  public static anyValue(): Matcher {
    return Matcher._of(
      () => 'any value',
      (actual, at) => ((actual ?? undefined) === undefined ? at.differs('must be there', actual) : []),
    );
  }

  /** A text in which the regular expression is found. In TypeScript, a literal such as `/^nginx:/` says the same. */
  public static stringLikeRegexp(pattern: string): Matcher {
    const expression = new RegExp(pattern);
    return Matcher._of(
      () => String(expression),
      (actual, at) => at.differences(expression, actual),
    );
  }

  /** A list that has these items, in any order, and maybe more. Each is an item of its own. */
  public static arrayWith(items: unknown[]): Matcher {
    return Matcher._of(
      (show) => `a list with ${show(items)}`,
      (actual, at) => withItems(items, actual, at),
    );
  }

  /** A list that has just these items in this order, each without members that are not asked for. */
  public static arrayEquals(items: unknown[]): Matcher {
    return exactly(items);
  }

  /** A list of items with names, such as containers, ports or variables: those named here are as asked, there may be more. */
  public static named(items: { [name: string]: unknown }): Matcher {
    return Matcher._of(
      (show) => `a list with the names ${show(items)}`,
      (actual, at) => withNames(items, actual, at),
    );
  }

  /** An object that has these members, and maybe more; what plain objects mean unless they are in `objectEquals`. */
  public static objectLike(members: { [key: string]: unknown }): Matcher {
    return Matcher._of(
      (show) => show(members),
      (actual, at) => at.as(false).differences(members, actual),
    );
  }

  /** An object that has just these members, and so has each object inside it. */
  public static objectEquals(members: { [key: string]: unknown }): Matcher {
    return exactly(members);
  }

  /** Anything else, nothing included. */
  public static not(pattern: unknown): Matcher {
    return Matcher._of(
      (show) => `not ${show(pattern)}`,
      (actual, at) =>
        at.trial.differences(pattern, actual).length > 0 ? [] : at.differs(`must not be ${brief(pattern)}`, actual),
    );
  }

  /** A text that holds JSON like this. */
  public static serializedJson(pattern: unknown): Matcher {
    return serialized('JSON', (text) => JSON.parse(text) as unknown, pattern);
  }

  /** A text that holds one YAML document like this, read as Kubernetes reads YAML. */
  public static serializedYaml(pattern: unknown): Matcher {
    return serialized('YAML', yamlOf, pattern);
  }

  /**
   * A text that holds an INI file like this: sections are objects, and beside them stands what comes before the first.
   * All values are texts, without quotes around them; a key that stands several times has a list.
   */
  public static serializedIni(pattern: unknown): Matcher {
    return serialized('INI', iniOf, pattern);
  }

  /** A text with lines of `KEY=value`, as `.env` files and Java properties have them. All values are texts. */
  public static serializedProperties(pattern: unknown): Matcher {
    return serialized('properties', propertiesOf, pattern);
  }

  /** A text in base64, as the `data` of a Secret, that holds a text like this. */
  public static base64(pattern: unknown): Matcher {
    return serialized('base64', base64Of, pattern);
  }

  private constructor() {}
}

function exactly(pattern: unknown): Matcher {
  return Matcher._of(
    (show) => `exactly ${show(pattern)}`,
    (actual, at) => at.as(true).differences(pattern, actual),
  );
}

function serialized(format: string, read: (text: string) => unknown, pattern: unknown): Matcher {
  return Matcher._of(
    (show) => `${format} of ${show(pattern)}`,
    (actual, at) => {
      const value = typeof actual === 'string' ? readOr(read, actual) : undefined;
      if (value === undefined) return at.differs(`must be a text in ${format}`, actual);
      return inside(at, format).differences(pattern, value.read);
    },
  );
}

function inside(at: Comparison, format: string): Comparison {
  return at.at({ text: format }).as(false);
}

function readOr(read: (text: string) => unknown, text: string): { readonly read: unknown } | undefined {
  try {
    return { read: read(text) };
  } catch {
    return undefined; // the text is shown, which says more than what the reader says
  }
}
