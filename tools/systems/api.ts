import { join } from 'node:path';
import * as ts from 'typescript';
import { nearest } from '../../src/private/nearest';

/** The names that the rooms of `src` export, and what can be called on each: members, and the props of its constructor. */
export class Api {
  /** Reads the sources, so that it needs no build. */
  public static ofSources(repository: string): Api {
    const index = join(repository, 'src/index.ts');
    const options: ts.CompilerOptions = {
      module: ts.ModuleKind.Node16,
      moduleResolution: ts.ModuleResolutionKind.Node16,
      target: ts.ScriptTarget.ES2022,
      skipLibCheck: true,
      types: [],
    };
    const program = ts.createProgram([index], options);
    const checker = program.getTypeChecker();
    const source = program.getSourceFile(index);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${index} exports nothing`);
    return new Api(checker, checker.getExportsOfModule(module));
  }

  private readonly rooms: Map<string, Map<string, ts.Symbol>>;
  private readonly members = new Map<ts.Symbol, string[]>();

  private constructor(
    private readonly checker: ts.TypeChecker,
    rooms: ts.Symbol[],
  ) {
    this.rooms = new Map(
      rooms.map((room) => {
        const names = checker.getExportsOfModule(checker.getAliasedSymbol(room));
        return [room.name, new Map(names.map((symbol) => [symbol.name, symbol]))];
      }),
    );
  }

  /** The names that a room exports, and whether each is a construct: a class that is given a scope. */
  public namesOf(room: string): { name: string; isConstruct: boolean }[] {
    const names = [...(this.rooms.get(room)?.values() ?? [])];
    return names.map((symbol) => ({ name: symbol.name, isConstruct: this.isConstruct(symbol) }));
  }

  /** What is wrong with `room.Name` or `room.Name.prop`; nothing when it exists. */
  public problem(reference: string): string | undefined {
    const [room = '', name = '', prop, ...more] = reference.split('.');
    if (more.length > 0)
      return `'${reference}' must be room.Name or room.Name.prop; name the prop of the outermost struct`;
    const names = this.rooms.get(room);
    if (names === undefined) return unknown(reference, `a room of src`, room, [...this.rooms.keys()]);
    const symbol = names.get(name);
    if (symbol === undefined) return unknown(reference, `exported by room ${room}`, name, [...names.keys()]);
    if (prop === undefined) return undefined;
    const members = this.membersOf(symbol);
    return members.includes(prop)
      ? undefined
      : unknown(reference, `a member or prop of ${room}.${name}`, prop, members);
  }

  private membersOf(symbol: ts.Symbol): string[] {
    const known = this.members.get(symbol) ?? this.findMembers(symbol);
    this.members.set(symbol, known);
    return known;
  }

  private findMembers(symbol: ts.Symbol): string[] {
    const { checker } = this;
    const own = checker.getDeclaredTypeOfSymbol(symbol).getProperties();
    const declaration = symbol.valueDeclaration;
    if (declaration === undefined) return own.map(({ name }) => name);
    const type = checker.getTypeOfSymbolAtLocation(symbol, declaration);
    const props = type
      .getConstructSignatures()
      .flatMap((signature) => signature.parameters)
      .filter(({ name }) => name === 'props')
      .flatMap((parameter) => checker.getNonNullableType(checker.getTypeOfSymbol(parameter)).getProperties());
    return [...own, ...type.getProperties(), ...props].filter(isPublic).map(({ name }) => name);
  }

  private isConstruct(symbol: ts.Symbol): boolean {
    const isClass = (symbol.flags & ts.SymbolFlags.Class) !== 0;
    return isClass && this.checker.getDeclaredTypeOfSymbol(symbol).getProperty('node') !== undefined;
  }
}

function isPublic(symbol: ts.Symbol): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (symbol.declarations ?? []).every((declaration) => (ts.getCombinedModifierFlags(declaration) & hidden) === 0);
}

function unknown(reference: string, rule: string, got: string, known: string[]): string {
  const near = nearest(got, known);
  return `'${reference}' must be ${rule}, got ${got}${near === undefined ? '' : `; did you mean ${near}?`}`;
}
