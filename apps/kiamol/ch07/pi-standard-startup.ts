import * as kplus from 'cdk8s-plus-27';
import { workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

const image = 'kiamol/ch03-sleep';

/** The lab: an application that starts as all others do, and tells its version, though its image does neither. */
export function piStandardStartup(chapter: Chapter): void {
  const system = new System(chapter, 'pi-standard-startup', {
    purpose: 'An init container writes the script that starts the application, and a sidecar tells the version.',
    items: ['lab/pi-standard-startup', 'P27'],
  });
  const lesson = new Lesson(system, 'pi', {
    section: '7.6',
    construct: 'workload.StartupScript, workload.TextServer',
    lines: [
      'inferred: all names, the text of the version, and the Service; the lab gives the path of the script and the ports.',
      'The server runs a script of this library, which reads each request to its end before it answers.',
    ],
  });
  const startup = new workload.StartupScript({ script: '#!/bin/sh\nexec dotnet Pi.Web.dll -m web\n', image });
  const pi = new workload.Deployment(lesson, 'Pi', {
    metadata: { name: 'pi-web' },
    labels: { app: 'pi-web' },
    initContainers: [startup.container],
    containers: [startup.start({ name: 'web', image: 'kiamol/ch05-pi', ports: [{ number: 80, name: 'http' }] })],
    sidecars: [workload.TextServer.container({ name: 'version', image, port: 8080, text: 'ch07-lab\n' })],
  });
  pi.expose({ type: kplus.ServiceType.LOAD_BALANCER });
}
