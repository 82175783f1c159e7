import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Link, Route, Routes, useParams } from 'react-router';
import { watchglass } from './watchglass.js';

function Teas() {
  return (
    <>
      <h1>Teas</h1>
      <ul>
        <li>
          <Link id="to-oolong" to="/tea/oolong">
            Oolong
          </Link>
        </li>
        <li>
          <Link id="to-sencha" to="/tea/sencha">
            Sencha
          </Link>
        </li>
      </ul>
    </>
  );
}

function Tea() {
  const { name } = useParams();
  const [cups, setCups] = useState(0);
  const brew = () => {
    setCups(cups + 1);
    watchglass.track('brewed', { tea: name, cups: cups + 1 });
  };
  return (
    <>
      <h1>{name}</h1>
      <p>Cups: {cups}</p>
      <button id="brew" type="button" onClick={brew}>
        Brew
      </button>{' '}
      <Link id="back" to="/">
        All teas
      </Link>
    </>
  );
}

createRoot(document.querySelector('#root')).render(
  <StrictMode>
    <BrowserRouter basename={import.meta.env.BASE_URL}>
      <Routes>
        <Route path="/" element={<Teas />} />
        <Route path="/tea/:name" element={<Tea />} />
      </Routes>
    </BrowserRouter>
  </StrictMode>,
);
