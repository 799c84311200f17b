import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';

interface Part {
  readonly name: string;
}

/** A program of a user; as JavaScript, its lines lie elsewhere. */
export function shop(app: App): Construct[] {
  const chart = new Chart(app, 'shop'); // chart
  const parts: Part[] = [{ name: 'web' }];
  return [chart, ...parts.map(({ name }) => new Construct(chart, name))]; // part
}
