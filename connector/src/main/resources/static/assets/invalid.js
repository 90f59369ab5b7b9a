// A field below which an error came with the outcome of a test is said to be wrong, and no other.
document.addEventListener('htmx:afterSettle', () => {
  for (const field of document.querySelectorAll('form [aria-describedby$="-help"]')) {
    const help = document.getElementById(field.getAttribute('aria-describedby'));
    if (help?.querySelector('.error')) {
      field.setAttribute('aria-invalid', 'true');
    } else {
      field.removeAttribute('aria-invalid');
    }
  }
});
