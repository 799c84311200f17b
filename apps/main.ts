import { synth } from 'cdk8s-patterns';
import { kiamol } from './kiamol';
import { KnativeFirstChart, KnativeSecondChart, KnativeThirdChart } from './knative';
import { NumbersChart } from './numbers';
import { PiChart } from './pi';
import { TimeCheckChart } from './timecheck';
import { TodoListChart } from './todo-list';

const app = new synth.App({
  checks: synth.CheckLevel.STRICT,
  keyOrder: synth.KeyOrder.KUBERNETES,
  objectOrder: synth.ObjectOrder.APPLY,
});

new PiChart(app);
new TodoListChart(app);
new NumbersChart(app);
new TimeCheckChart(app);

const knative = new synth.Folder(app, 'knative');
const secondRevision = new synth.Folder(knative, '2-second-revision', { after: [knative] });
const split = new synth.Folder(knative, '3-split', { after: [secondRevision] });
new KnativeFirstChart(knative);
new KnativeSecondChart(secondRevision);
new KnativeThirdChart(split);

kiamol(app);

app.synth();
