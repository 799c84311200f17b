import { Chart } from 'cdk8s';
import { network, synth } from 'cdk8s-patterns';

const app = new synth.App({ keyOrder: synth.KeyOrder.KUBERNETES });
const chart = new Chart(app, 'outside');

new network.Service(chart, 'Database', {
  metadata: { name: 'db' },
  externalName: 'shop.database.example.com',
});
new network.StaticEndpoints(chart, 'Mainframe', {
  metadata: { name: 'mainframe' },
  addresses: ['192.0.2.10'],
  ports: [{ port: 80, targetPort: 8080 }],
});

app.synth();
