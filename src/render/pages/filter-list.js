// Narrows the list while somebody types. Without it the form asks the server, which gives the same list.
(() => {
  const form = document.querySelector('form');
  const tables = [...document.querySelectorAll('table')];
  const [words, area] = [document.getElementById('q'), document.getElementById('area')];
  if (form === null || words === null || new URLSearchParams(location.search).get('q')) return;
  if (new URLSearchParams(location.search).get('area')) return;
  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const searched = (row) => {
    const [name, organisation, , place] = [...row.cells].map((cell) => cell.textContent.trim());
    return { row, place, text: plain(`${name} ${organisation} ${place}`) };
  };
  const lists = tables.map((table) => ({
    caption: table.caption,
    total: Number(table.parentElement.dataset.total),
    rows: [...table.tBodies[0].rows].map(searched),
  }));
  const countWords = (count, total) => {
    const all = `${total} ${total === 1 ? 'trainer' : 'trainers'}`;
    return count === total ? all : `${count} of ${all}`;
  };
  const narrow = () => {
    const wanted = plain(words.value).split(/\s+/).filter(Boolean);
    const place = area === null ? '' : area.value;
    for (const { caption, total, rows } of lists) {
      let count = 0;
      for (const entry of rows) {
        const shows =
          (place === '' || entry.place === place) && wanted.every((word) => entry.text.includes(word));
        entry.row.hidden = !shows;
        count += shows ? 1 : 0;
      }
      caption.textContent = countWords(count, total);
    }
  };
  form.addEventListener('input', narrow);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    narrow();
  });
})();
