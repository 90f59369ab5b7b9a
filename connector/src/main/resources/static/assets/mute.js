// htmx shows nothing of an answer that is an error: who waits for one is told so here, with the reason where one came.
let failedPolls = 0;

function reason(answer) {
  const page = new DOMParser().parseFromString(answer, 'text/html');
  return Array.from(page.querySelectorAll('[data-why]'), line => line.textContent).join(' ');
}

function isPoll(event) {
  return (event.detail.elt.getAttribute('hx-trigger') ?? '').startsWith('every');
}

function forget() {
  document.getElementById('mute')?.remove();
}

function say(event) {
  if (isPoll(event) && ++failedPolls < 3) {
    return;
  }
  forget();
  const words = document.getElementById('no-answer');
  const mute = words.content.cloneNode(true);
  const why = reason(event.detail.xhr.responseText);
  if (why !== '') {
    mute.querySelector('p').textContent = why;
  }
  words.after(mute);
  event.detail.elt.querySelectorAll('[data-asking]').forEach(asking => {
    asking.hidden = true;
  });
}

document.addEventListener('htmx:configRequest', event => {
  event.detail.headers.Accept = 'text/html';
});
for (const failure of ['htmx:responseError', 'htmx:sendError', 'htmx:timeout']) {
  document.addEventListener(failure, say);
}
document.addEventListener('htmx:afterOnLoad', event => {
  if (event.detail.xhr.status >= 400) {
    return;
  }
  if (!isPoll(event) || failedPolls >= 3) {
    forget();
  }
  if (isPoll(event)) {
    failedPolls = 0;
  }
});
