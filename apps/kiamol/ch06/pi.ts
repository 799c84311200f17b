import { network, samples } from 'cdk8s-patterns';
import { piWebService, webHeader } from '../ch05/pi-proxy';
import { Chapter, Lesson, System } from '../lesson';
import { proxySteps } from './pi-proxies';

const labels = { app: 'pi-web' };

/** Pi with more and more pods of its parts, in the order of the book. */
export function pi(chapter: Chapter): void {
  const system = new System(chapter, 'pi', {
    purpose: 'Scaling by number, new versions and the way back, and proxies on every node.',
    items: [
      ...['pi/web', 'pi/web-replicas', 'pi/web-logging-level', 'pi/web-revert', 'pi/proxy-config', 'pi/proxy-service'],
      ...['pi/proxy-deployment-emptydir', 'pi/proxy-hostpath', 'pi/proxy-daemonset'],
      'pi/proxy-daemonset-node-selector',
      ...['P10', 'P11', 'P12', 'P13', 'P14', 'P15', 'P16', 'Deployment', 'DaemonSet', 'template.spec.nodeSelector'],
    ],
  });
  proxySteps(system, webSteps(system));
}

function webSteps(system: System): network.Service {
  const base = new Lesson(system, 'web', webHeader('6.2, listing 6.2'));
  const first = new samples.PiWeb(base, 'PiWeb', { labels, replicas: 2 });
  const three = { labels, replicas: 3 };
  const more = new Lesson(system.step('web-replicas-3'), 'web-replicas-3', webHeader('6.2'));
  new samples.PiWeb(more, 'PiWeb', three);

  const debug = new Lesson(system.step('web-logging-level'), 'web-logging-level', webHeader('6.2'));
  new samples.PiWeb(debug, 'PiWeb', { ...three, logLevel: 'Debug' });

  const again = [
    'The template is that of the first step, so its ReplicaSet is scaled up again. It also undoes a',
    'kubectl scale --replicas=4 deploy/pi-web, which no manifest knows of.',
  ];
  const back = new Lesson(system.step('web-revert'), 'web-replicas-3', webHeader('6.2', ...again));
  new samples.PiWeb(back, 'PiWeb', three);
  return piWebService(first);
}
